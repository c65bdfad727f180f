# Fluent が入っていないとき、doctor はこのファイルを自分で読みます。1 メッセージ 1 行、使えるのは { $name } の形だけです。

doctor-python = Python { $found }
doctor-python-old = Python { $found } は古すぎます。{ $needed } 以降が必要です。
doctor-package = { $package } { $found }
doctor-package-missing = { $package } { $needed } が入っていません。
doctor-package-other = { $package } は { $found } が入っています。動作を確認しているのは { $needed } です。
doctor-no-requirements = { $file } が見つからないため、そこに書かれたパッケージは確認していません。
doctor-explained = { $explanation }
doctor-device = モデルは { $device } 上で、{ $precision } で計算します。
doctor-graphs = 文章を1トークン書くための計算は、GPU に一度記録し、その後は記録を再生して行います。結果が変わる場合や記録できない場合は、ログに書きます。
doctor-graphs-off = LLM_VIZ_GRAPHS=0 が設定されているため、GPU に計算を記録しません。文章を書くのが遅くなります。
doctor-model = { $model } は使えます。
doctor-error-model-missing = { $model } が入っていません。
doctor-error-model-not-prepared = { $model } はまだ準備ができていません。
doctor-error-model-broken = { $model } のファイルが壊れています：{ $detail }
doctor-error-model-unsupported = { $model } はここでは使えません：{ $detail }
doctor-error-weights-unfit = { $model } のファイルどうしが合っていません。足りない重みか余分な重みがあります：{ $detail }
doctor-error-weights-unsafe = { $model } の重みは { $detail } しかありません。開くだけで他人のプログラムが動きうる形式なので、ここでは開きません。入手元を信頼できる場合は、そのフォルダーで変換してください。
doctor-error-tokenizer-missing = { $model } にはトークナイザー（tokenizer.json）が付いていません。
doctor-error-model-deviates = { $model } は検査に通りませんでした。図が正しくならないため表示しません（{ $detail }）。
doctor-error-out-of-memory = { $model } を読み込むにはメモリーが足りません。
doctor-models-unchecked = モデルは、パッケージがすべて入ってから確認できます。
doctor-no-model = 文章を書けるモデルが 1 つも準備できていません。
doctor-cache = 準備したモデルは { $folder } に置かれます（空き { $free } GB）。
doctor-cache-full = 準備したモデルを置く { $folder } の空きが { $free } GB しかありません。準備には { $needed } GB 必要です。
doctor-browser = テスト用の Chromium：{ $path }
doctor-no-browser = Chromium と Playwright が入っていません（使うのはテストだけです）。
doctor-fonts = テスト用の日本語フォント：{ $font }
doctor-no-fonts = 日本語フォントが入っていません（使うのはテストのスクリーンショットだけです）。
doctor-fonts-unknown = fc-list がないため、フォントは確認していません（日本語フォントを使うのはテストだけです）。
doctor-cluster = モデルは別の場所（{ $address }）で動いていて、応答があります（使えるモデル：{ $models }）。
doctor-cluster-unusable = { $address } のモデルには頼めません：{ $explanation }
doctor-no-ray = Ray が入っていません。自分でクラスターを動かすとき（make cluster）だけ必要です。
doctor-ray = クラスター用の Ray { $found }（make cluster）
doctor-ray-other = Ray は { $found } が入っています。クラスターの動作を確認しているのは { $needed } です。
doctor-fine = アプリを起動できます。
doctor-not-fine = まだアプリを起動できません。✗ の行を見てください。

setup-checking = 配布ファイルを確認しています
setup-tokenizer = トークナイザーを読み込んでいます
setup-weights = 重みを展開しています
setup-saving = 保存しています
setup-done = 完了
setup-trying = モデルを検査しています

cluster-starting = LLM Viz：エンジンの複製を { $replicas } 個、起動しています…
cluster-ready = エンジンの準備ができました：{ $address }
cluster-connect = これを使うページの起動：LLM_VIZ_ENGINE={ $address } make run
cluster-open = このアドレスと 30000〜31000 番のポートには、同じネットワークにいる人なら誰でも、パスワードなしで計算を頼めます。このコンピューターだけで使うには、HOST を付けずに起動してください。
cluster-stop = 終了は Ctrl+C です。
cluster-no-ray = クラスターに必要な Ray が入っていません。make cluster か、pip install -r requirements.txt -r requirements-cluster.txt で入れてください。
cluster-port-taken = { $address } で待ち受けることができません。ほかのプログラムが使っているか、このコンピューターのアドレスではありません。別のポートを選んでください（CLUSTER_PORT=8901 make cluster）。
