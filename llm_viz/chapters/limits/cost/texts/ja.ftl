title = 計算コスト・開発費用の増大
short = 計算コスト
card = { $mwh } MWh
card-of = GPT-3 の学習 1 回

guess-question = OLMo-7B という同じモデルが、2 回学習されました。1 回目の CO₂ は 0 t とされています。2 回目は？「？」を動かしてください。
says-open = モデルは同じ。使った電力もほとんど同じ。違うのは場所だけです。
says = 同じモデルで、電力は { $hydro_mwh } MWh と { $grid_mwh } MWh。それなのに CO₂ は { $hydro_tonnes } t と { $grid_tonnes } t です。1 kWh あたりの排出量が、場所によって違うからです。25 倍大きい BLOOM のほうが、少なくすんでいます。
hero = 2 回目の学習の CO₂ 排出量
rows-alt = 学習で出た CO₂ の量（トン）。
rows-mark = 2 回目の CO₂ は何トン？ 左右の矢印キーで動かし、Enter で決定
electricity = 電力 { NUMBER($mwh, maximumFractionDigits: 0) } MWh
tonnes-mark = { $tonnes } t
tonnes = { NUMBER($tonnes, maximumFractionDigits: 0) } t

section-place = 同じモデルを、二つの場所で
place-alt = 棒グラフ：学習に使った電力 1 kWh あたりの CO₂ 排出量（モデル別）。OLMo-7B の 2 回の学習を目立たせてある。
twin-hydro = OLMo-7B： 水力発電
twin-grid = OLMo-7B： オーストラリア
note-twins = **{ $hydro_mwh } MWh** 使った学習は **{ $hydro_tonnes } t**、**{ $grid_mwh } MWh** 使った学習は **{ $grid_tonnes } t**。モデルは同じなのに、場所だけで決まっています。
note-spread = ほかのモデルは 1 kWh あたり { $low }〜{ $high } g と幅があります。主な理由は、どこで、いつ動かしたかです。電力の量だけでは、排出量はわかりません。

section-runs = 学習にかかった電力
runs-alt = 点グラフ（対数目盛り）：公表されている学習の消費電力量。塗りつぶした点は実測、輪は計算による値。
energy = { NUMBER($mwh, maximumFractionDigits: 0) }
kind-measured_power = 消費電力を実測
kind-rated_power = 時間 × 定格電力（発表者の計算）
kind-derived = 時間 × 定格電力（このアプリでの計算）
kind-average_power = 時間 × チップの平均電力
kind-secondary = 別の論文からの引用
kind-cluster = 計算機全体の電力
sources-runs = 数値の出典
note-cluster = 電力を使うのはチップだけではありません。{ $model } を学習した計算機は、サーバーと冷却も含めると、チップ 1 個あたり { NUMBER($cluster, maximumFractionDigits: 2) } kW を使いました。チップの定格電力は { NUMBER($rated, maximumFractionDigits: 2) } kW です。
note-range = { $most } は、{ $least } のおよそ { NUMBER($times) } 倍の電力を使いました。
note-metered = { $count } 件のうち、電力を実際に測ったのは { $measured } 件だけです。ほかは、使った時間に定格や平均の電力を掛けた計算値です。

section-money = 学習にかかった費用の推定
money-alt = 点グラフ（対数目盛り）：学習にかかった費用の推定（ドル）。輪は、開発元が何も公表していないモデル。
money = { $amount } ドル
money-hover = { $model }：自前のチップなら { $owned } ドル
money-hover-rented = { $model }：自前のチップなら { $owned } ドル、借りると { $rented } ドル
note-money-range = { $most } の費用は、{ $least } のおよそ { NUMBER($times) } 倍と推定されています。
note-rented = 同じチップを借りた場合の推定もある { $count } 件では、借りると { $low }〜{ $high } 倍かかります。
note-undisclosed = { $count } 件のうち { $rings } 件は輪です。開発元が規模もチップの数も公表していないので、第三者の推測にもとづく値です。

section-class = 使うときの電力は？ あなたのクラスの場合
knob-people = 人数
knob-prompts = 1 人が 1 日にする質問の数
knob-wh = 質問 1 回の電力量（Wh）
knob-days = 日数
knob-grid = 1 kWh あたりの CO₂（g）
result-energy = あなたのクラス
result-most = 同じ使い方を、公表値の最大で計算
result-carbon = CO₂（kg）
class-axis = kWh（右へ進むごとに何倍にもなる目盛り）
class-working = { $people } 人 × { $prompts } 回 × { $wh } Wh × { $days } 日 = { $energy } kWh。1 kWh あたり { $grid } g なら、CO₂ は { $carbon } kg。
boiling = 水 1 リットルを沸かす
training-of = { $model } の学習
query-gemini = Google の中央値：{ $wh } Wh
query-chatgpt = ChatGPT（CEO の発言）：{ $wh } Wh
query-bloom = BLOOM（1 件ずつ処理）：{ $wh } Wh
query-gpt3_page = GPT-3 で 1 ページ：{ $wh } Wh
query-reasoning = 15 倍長く「考える」：{ $wh } Wh
sources-class = 数値の出典

finding-location = OLMo-7B は、水力発電の電力で 1 回（{ $hydro_mwh } MWh、{ $hydro_tonnes } t と計上）、オーストラリアで 1 回（{ $grid_mwh } MWh、CO₂ 換算 { NUMBER($grid_tonnes, maximumFractionDigits: 0) } t）学習されました。
finding-growth = 最大級のモデルの学習費用は、{ $since } 年以降、毎年 { $factor } 倍のペースで増えてきました（{ $interval }%区間：{ $low }〜{ $high } 倍）。最大級のモデルを学習できる組織も、中身を確かめられる組織も、限られていきます。
finding-centres = 世界のデータセンター全体の消費電力量は、{ $year } 年に { $twh } TWh（世界の電力の約 { $share }%）。{ $next } 年には { $growth }%増えました。2030 年には { $expected } TWh（{ $low }〜{ $high } TWh）と見込まれています。言語モデルはその一部です。
finding-reasoning = 回答のトークン数が { $times } 倍になると、1 回の電力量は { $short } Wh から { $long } Wh に増えるという試算があります（どちらも中央値）。
