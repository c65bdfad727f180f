"""Errors that a visitor or operator can do something about.

Each error is a message id of `texts/<language>.ftl` with its values: the message says what was wrong, what is
allowed and what to do next, in the reader's language. `str(error)` is the English sentence.
"""

from __future__ import annotations

from llm_viz.base.i18n import Place, strings
from llm_viz.base.languages import Language


class LlmVizError(Exception):
    """Base of all errors meant for a person to read."""

    message_id: str

    def __init__(self, **values: str | int | float) -> None:
        self.values = values
        super().__init__(self.message_id, values)

    def sentence(self, language: Language, place: Place = "page") -> str:
        """The explanation in this language, for a reader in this place."""
        return strings(language)(self.message_id, place=place, **self.values)

    def __str__(self) -> str:
        return self.sentence("en")

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.values))


def _rebuild(kind: type[LlmVizError], values: dict[str, str | int | float]) -> LlmVizError:
    return kind(**values)


class EmptyText(LlmVizError):
    """There is nothing to read."""

    message_id = "error-empty-text"


class TextTooLong(LlmVizError):
    """Values: `length`, `limit` (characters)."""

    message_id = "error-text-too-long"


class TooManyTokens(LlmVizError):
    """Values: `length`, `limit` (tokens)."""

    message_id = "error-too-many-tokens"


class TextNotUnicode(LlmVizError):
    """The text holds half a surrogate pair. Values: `position` (character, from 1)."""

    message_id = "error-text-not-unicode"


class TokenUnknown(LlmVizError):
    """The tokenizer makes a token that the model has no row for. Values: `token`, `id`, `last` (the last known id)."""

    message_id = "error-token-unknown"


class UnknownModel(LlmVizError):
    """Values: `model`, `known` (the keys one can choose)."""

    message_id = "error-unknown-model"


class ModelMissing(LlmVizError):
    """The package or folder that holds the model is not there. Values: `model`, `remedy`."""

    message_id = "error-model-missing"


class ModelNotPrepared(LlmVizError):
    """The model was never converted. Values: `model`."""

    message_id = "error-model-not-prepared"


class ModelBroken(LlmVizError):
    """Files of the model are damaged. Values: `model`, `file`."""

    message_id = "error-model-broken"


class ModelUnsupported(LlmVizError):
    """The model cannot be used here (kind, format, size). Values: `model`, `detail`."""

    message_id = "error-model-unsupported"


class WeightsUnfit(LlmVizError):
    """Weights and configuration do not belong together. Values: `model`, `weights` (missing or left over)."""

    message_id = "error-weights-unfit"


class WeightsUnsafe(LlmVizError):
    """The weights are only there in a format that can run code when it is opened.

    Values: `model`, `file`, `reader` (the class of transformers that can convert it).
    """

    message_id = "error-weights-unsafe"


class TokenizerMissing(LlmVizError):
    """The model comes without the files that turn text into tokens. Values: `model`."""

    message_id = "error-tokenizer-missing"


class ModelDeviates(LlmVizError):
    """The check at load failed: seen from outside, the model computes something else than from within.

    Values: `model`, `part` ("blocks", "attention", "result" or "lens").
    """

    message_id = "error-model-deviates"


class NoAttention(LlmVizError):
    """Attention was asked of a model that has none. Values: `model`."""

    message_id = "error-no-attention"


class AttentionPartial(LlmVizError):
    """Attention was asked of layers that have none, or as if tokens learned of each other by nothing else.

    Values: `model`, `layers` (those with attention, from 1).
    """

    message_id = "error-attention-partial"


class ScoresNotPlain(LlmVizError):
    """The scores of attention are more than a scaled product of query and key. Values: `model`."""

    message_id = "error-scores-not-plain"


class NeuronsNotPlain(LlmVizError):
    """Neurons were asked of a model whose feed-forward layers do not end in one plain matrix. Values: `model`."""

    message_id = "error-neurons-not-plain"


class ScoreIndivisible(LlmVizError):
    """A next token's score is not a sum of what the model's parts give. Values: `model`."""

    message_id = "error-score-indivisible"


class BlocksDoNotAdd(LlmVizError):
    """A block of the model changes what it read, besides adding to it. Values: `model`."""

    message_id = "error-blocks-do-not-add"


class ProductNotPlain(LlmVizError):
    """What this part of a block gives is not simply one matrix times its inputs. Values: `model`."""

    message_id = "error-product-not-plain"


class NotCausal(LlmVizError):
    """The model reads but does not predict the next token. Values: `model`."""

    message_id = "error-not-causal"


class BadRequest(LlmVizError):
    """A setting out of its range. Values: `name`, `value`, `allowed`."""

    message_id = "error-bad-request"


class WordNotFound(LlmVizError):
    """The chosen word is not in the text. Values: `word`, `context`."""

    message_id = "error-word-not-found"


class ReferencesMissing(LlmVizError):
    """A sense of the word has no reference sentences. Values: `word`."""

    message_id = "error-references-missing"


class BeginningsDiffer(LlmVizError):
    """Two texts share no token at their beginning, or one is no more than the beginning of the other."""

    message_id = "error-beginnings-differ"


class EngineBusy(LlmVizError):
    """Too many people are waiting. Values: `waiting`."""

    message_id = "error-engine-busy"


class ClusterAway(LlmVizError):
    """None of the machines that run the models answers."""

    message_id = "error-cluster-away"


class ClusterBusy(LlmVizError):
    """More people wait already than the machines that run the models let wait."""

    message_id = "error-cluster-busy"


class ClusterSlow(LlmVizError):
    """The machine that runs the model has given no sign of life. Values: `seconds`."""

    message_id = "error-cluster-slow"


class ClusterDiffers(LlmVizError):
    """The machines that run the models have another version of the app."""

    message_id = "error-cluster-differs"


class TrainingDiverged(LlmVizError):
    """The loss of a training run is not finite. Values: `step`, `learning_rate`."""

    message_id = "error-training-diverged"


class NotANumber(LlmVizError):
    """An answer that is to be written down holds what is no number. Values: `name` (where it stands)."""

    message_id = "error-not-a-number"


class OutOfMemory(LlmVizError):
    """The machine has no memory left for this."""

    message_id = "error-out-of-memory"


class OutOfDisk(LlmVizError):
    """No room to keep the converted model. Values: `needed_mb`, `free_mb`, `folder`."""

    message_id = "error-out-of-disk"


class FileUnreadable(LlmVizError):
    """Values: `file`, `reason` (the operating system's words)."""

    message_id = "error-file-unreadable"


class CacheUnusable(LlmVizError):
    """Prepared models cannot be kept in this folder. Values: `folder`, `reason` (the system's), `setting`."""

    message_id = "error-cache-unusable"


class UploadTooLarge(LlmVizError):
    """Values: `limit_kb`."""

    message_id = "error-upload-too-large"


class UploadEmpty(LlmVizError):
    """The file holds nothing, or nothing but spaces."""

    message_id = "error-upload-empty"


class UploadNotText(LlmVizError):
    """The file is no plain text, or in an encoding that is not known here."""

    message_id = "error-upload-not-text"


class UploadTooShort(LlmVizError):
    """Values: `length`, `limit` (characters)."""

    message_id = "error-upload-too-short"


class BertVizChanged(LlmVizError):
    """The installed packages are not the ones that the BertViz view was made for. Values: `part`."""

    message_id = "error-bertviz-changed"
