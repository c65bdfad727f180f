# `doctor` reads these lines itself where Fluent is not installed: one line each, nothing but { $name } in them.

doctor-python = Python { $found }
doctor-python-old = Python { $found } is too old; { $needed } or newer is needed.
doctor-package = { $package } { $found }
doctor-package-missing = { $package } { $needed } is not installed.
doctor-package-other = { $package } { $found } is installed; the app is tested with { $needed }.
doctor-no-requirements = { $file } is not beside the app, so the packages it lists were not checked.
doctor-explained = { $explanation }
doctor-device = Models run on { $device } in { $precision }.
doctor-graphs = Each step of a text is recorded once on the GPU and then replayed. Where that gives other numbers, or is impossible, the log says so.
doctor-graphs-off = LLM_VIZ_GRAPHS=0: no step is recorded on the GPU. Texts are written more slowly.
doctor-model = { $model } is ready.
doctor-error-model-missing = { $model } is not installed.
doctor-error-model-not-prepared = { $model } has not been prepared yet.
doctor-error-model-broken = A file of { $model } is damaged: { $detail }
doctor-error-model-unsupported = { $model } cannot be used here: { $detail }
doctor-error-weights-unfit = The files of { $model } do not belong together; weights are missing or left over: { $detail }
doctor-error-weights-unsafe = { $model } has only { $detail }, which is never opened because it can run foreign code. If you trust it, convert it in its folder.
doctor-error-tokenizer-missing = { $model } comes without a tokenizer (tokenizer.json).
doctor-error-model-deviates = { $model } was checked against itself and failed; it is not shown, because its pictures would be wrong ({ $detail }).
doctor-error-out-of-memory = There is not enough free memory to load { $model }.
doctor-models-unchecked = The models can only be checked once all packages are installed.
doctor-no-model = No model that can write is ready.
doctor-cache = Prepared models are kept in { $folder } ({ $free } GB free).
doctor-cache-full = Only { $free } GB are free in { $folder }, where prepared models are kept; preparing them takes { $needed } GB.
doctor-browser = Chromium for the tests: { $path }
doctor-no-browser = Chromium and Playwright are not installed; only the tests need them.
doctor-fonts = Japanese font for the tests: { $font }
doctor-no-fonts = No Japanese font is installed; only the tests need one, for their screenshots.
doctor-fonts-unknown = Fonts were not checked (there is no fc-list); only the tests need a Japanese one.
doctor-cluster = The models run elsewhere, at { $address }, and answer ({ $models } can be used).
doctor-cluster-unusable = The models at { $address } cannot be asked: { $explanation }
doctor-no-ray = Ray is not installed; only a cluster of its own needs it (make cluster).
doctor-ray = Ray { $found }, for a cluster (make cluster)
doctor-ray-other = Ray { $found } is installed; a cluster is tested with { $needed }.
doctor-fine = The app can run.
doctor-not-fine = The app cannot run yet: see the lines marked ✗.

setup-checking = checking the published file
setup-tokenizer = reading the tokenizer
setup-weights = expanding the weights
setup-saving = saving
setup-done = ready
setup-trying = checking the model against itself

cluster-starting = LLM Viz: starting { $replicas } replicas of the engine …
cluster-ready = The engine is ready: { $address }
cluster-connect = A front end that uses it: LLM_VIZ_ENGINE={ $address } make run
cluster-open = Everyone in this network can ask this address and ports 30000 to 31000 beside it, without a password. To keep it to this computer, leave out HOST.
cluster-stop = Stop it with Ctrl+C.
cluster-no-ray = Ray is not installed, which a cluster needs: make cluster, or pip install -r requirements.txt -r requirements-cluster.txt
cluster-port-taken = Nothing can listen at { $address }: something else does already, or this machine has no such address. Choose another port (CLUSTER_PORT=8901 make cluster).
