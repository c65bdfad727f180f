"""A tiny language whose every probability is known, and so its entropy: no model's loss is lower on average.

A probabilistic context-free grammar: each rule has productions, each with its probability. The rules below make a
model remember. In English the first word (`A`, `Two`) decides one of the last (`its`, `their`), in
Japanese きのう or あした decides the end of the verb; the animal decides what is eaten and where, or how it is counted;
between them lies a road of any length.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

ENGLISH = """
SENTENCE  = 0.6 A ONE | 0.4 Two MANY
ONE       = 0.3 FOX fox ran TRIP ate FOX_FOOD in its den. | 0.25 BIRD bird flew TRIP ate BIRD_FOOD in its nest.
          | 0.25 BEAR bear walked TRIP ate BEAR_FOOD in its cave. | 0.2 FROG frog hopped TRIP ate FROG_FOOD in its pond.
MANY      = 0.3 FOX foxes ran TRIP ate FOX_FOOD in their den. | 0.25 BIRD birds flew TRIP ate BIRD_FOOD in their nest.
          | 0.25 BEAR bears walked TRIP ate BEAR_FOOD in their cave.
          | 0.2 FROG frogs hopped TRIP ate FROG_FOOD in their pond.
FOX       = 0.4 red | 0.3 sly | 0.2 quick | 0.1 hungry
BIRD      = 0.4 blue | 0.3 tiny | 0.2 proud | 0.1 singing
BEAR      = 0.4 brown | 0.3 big | 0.2 sleepy | 0.1 lonely
FROG      = 0.4 green | 0.3 wet | 0.2 merry | 0.1 jumping
FOX_FOOD  = 0.3 grapes | 0.3 cheese | 0.2 plums | 0.2 eggs
BIRD_FOOD = 0.3 seeds | 0.3 cherries | 0.2 crumbs | 0.2 worms
BEAR_FOOD = 0.3 honey | 0.3 berries | 0.2 nuts | 0.2 fish
FROG_FOOD = 0.3 flies | 0.3 beetles | 0.2 moths | 0.2 snails
TRIP      = 0.4 in the SKY STEP ROAD | 0.3 at DAY STEP ROAD | 0.3 with a FRIEND STEP ROAD
SKY       = 0.3 rain, | 0.3 snow, | 0.2 wind, | 0.2 fog,
DAY       = 0.4 noon, | 0.3 night, | 0.3 dawn,
FRIEND    = 0.25 mouse, | 0.25 duck, | 0.25 boy, | 0.25 cat,
ROAD      = 0.4 STEP ROAD | 0.6 and
STEP      = 0.3 past the PLACE | 0.3 round the PLACE | 0.2 to the PLACE | 0.2 behind the PLACE
PLACE     = 0.4 old OLD | 0.3 quiet QUIET | 0.3 dark DARK
OLD       = 0.25 mill, | 0.25 bridge, | 0.25 school, | 0.25 gate,
QUIET     = 0.25 lake, | 0.25 port, | 0.25 garden, | 0.25 farm,
DARK      = 0.25 forest, | 0.25 valley, | 0.25 tower, | 0.25 hill,
"""
"""Words are joined by spaces."""

JAPANESE = """
SENTENCE  = 0.6 きのう、 ANIMAL ました。 | 0.4 あした、 ANIMAL ます。
ANIMAL    = 0.3 FOX きつねが SMALL TRIP すあなで FOX_FOOD を食べ
          | 0.25 BIRD 小鳥が WINGED TRIP 木の上で BIRD_FOOD を食べ
          | 0.25 BEAR くまが LARGE TRIP ほらあなで BEAR_FOOD を食べ
          | 0.2 FROG かえるが SMALL TRIP 池のほとりで FROG_FOOD を食べ
FOX       = 0.4 赤い | 0.3 ずるい | 0.2 すばやい | 0.1 おなかのすいた
BIRD      = 0.4 青い | 0.3 かわいい | 0.2 にぎやかな | 0.1 歌のうまい
BEAR      = 0.4 大きな | 0.3 力持ちの | 0.2 ねむそうな | 0.1 さびしがりの
FROG      = 0.4 みどりの | 0.3 ぬれた | 0.2 ようきな | 0.1 はねるのがすきな
SMALL     = 0.5 一ぴき、 | 0.3 二ひき、 | 0.2 三びき、
WINGED    = 0.5 一羽、 | 0.3 二羽、 | 0.2 三羽、
LARGE     = 0.5 一頭、 | 0.3 二頭、 | 0.2 三頭、
FOX_FOOD  = 0.3 ぶどう | 0.3 チーズ | 0.2 すもも | 0.2 たまご
BIRD_FOOD = 0.3 木の実 | 0.3 さくらんぼ | 0.2 パンくず | 0.2 草の種
BEAR_FOOD = 0.3 はちみつ | 0.3 いちご | 0.2 どんぐり | 0.2 魚
FROG_FOOD = 0.3 はえ | 0.3 かぶと虫 | 0.2 ばった | 0.2 みみず
TRIP      = 0.4 SKY の中を歩き、 STEP ROAD | 0.3 DAY に起き、 STEP ROAD | 0.3 FRIEND とならんで、 STEP ROAD
SKY       = 0.3 雨 | 0.3 雪 | 0.2 風 | 0.2 きり
DAY       = 0.4 夜明け | 0.3 真夜中 | 0.3 夕方
FRIEND    = 0.25 ねずみ | 0.25 あひる | 0.25 子ども | 0.25 ねこ
ROAD      = 0.4 STEP ROAD | 0.6 やがて
STEP      = 0.25 古い CROSSED をわたり、 | 0.25 暗い LEFT をぬけ、
          | 0.25 高い CLIMBED をこえ、 | 0.25 しずかな SEEN をながめ、
CROSSED   = 0.25 橋 | 0.25 つり橋 | 0.25 川 | 0.25 小川
LEFT      = 0.25 森 | 0.25 トンネル | 0.25 竹やぶ | 0.25 谷
CLIMBED   = 0.25 山 | 0.25 丘 | 0.25 かべ | 0.25 岩
SEEN      = 0.25 海 | 0.25 港 | 0.25 畑 | 0.25 村
"""
"""Nothing stands between words."""

END = "\n"
"""What ends a sentence in a text."""


@dataclass(frozen=True, slots=True)
class Production:
    """One expansion of a rule, with its probability: `symbols` are rules' names (nonterminals) or text (terminals)."""

    probability: float
    symbols: tuple[str, ...]


class Grammar:
    """A probabilistic context-free grammar without left recursion, whose sentences start from its first rule.

    `rules` holds one `NAME = probability symbol … | probability symbol …` per line (or several, the others beginning
    with `|`). What is not the name of a rule is a word. `between` is written after every word but one that ends in a
    full stop. ValueError: probabilities that do not sum to 1, or sentences that would grow without end.
    """

    def __init__(self, rules: str, between: str = "") -> None:
        self.rules = _parse(rules, between)
        self.start = next(iter(self.rules))
        self._sentence_entropy, self._sentence_length = self._expectations()

    @property
    def sentence_entropy(self) -> float:
        """H of one sentence, in bits."""
        return self._sentence_entropy

    @property
    def sentence_length(self) -> float:
        """Characters that a sentence has on average."""
        return self._sentence_length

    @property
    def entropy(self) -> float:
        """Bits per character of a text of sentences, each on a line of its own.

        Sentences are independent, so it is the entropy of one by the mean length of a line (its end is a character).
        """
        return self.sentence_entropy / (self.sentence_length + 1)

    def sample(self, count: int, seed: int) -> list[str]:
        """Sentences drawn independently; the same for the same seed."""
        rng = Random(seed)  # noqa: S311 - a text that can be had again, no secret
        return [self._sentence(rng) for _ in range(count)]

    def _sentence(self, rng: Random) -> str:
        written: list[str] = []
        waiting = [self.start]  # a stack: the leftmost symbol last
        while waiting:
            symbol = waiting.pop()
            if symbol in self.rules:
                productions = self.rules[symbol]
                (production,) = rng.choices(productions, [production.probability for production in productions])
                waiting.extend(reversed(production.symbols))
            else:
                written.append(symbol)
        return "".join(written)

    def derivations(self, sentence: str) -> list[float]:
        """The probability of every way in which the rules make this sentence; empty where they cannot."""
        return [chance for chance, after in self._continuations(sentence) if after == END]

    def probability(self, sentence: str) -> float:
        """P(sentence), summed over its derivations (one, if the grammar is unambiguous)."""
        return math.fsum(self.derivations(sentence))

    def bits(self, text: str) -> float:
        """−log₂ P of a text of sentences, each ended by `END`; the last may be cut short. Infinite if impossible.

        No model gives this text a higher probability on average over texts; the mean over texts is the entropy.
        """
        *sentences, begun = text.split(END)
        chances = [self.probability(sentence) for sentence in sentences]
        chances.append(math.fsum(chance for chance, _ in self._continuations(begun)))
        return -math.fsum(math.log2(chance) for chance in chances) if all(chances) else math.inf

    def _continuations(self, beginning: str) -> Iterator[tuple[float, str]]:
        """Every way to derive a sentence's `beginning`, from the left: its probability, and the character after it."""
        open_ways: list[tuple[float, tuple[str, ...], str]] = [(1.0, (self.start,), beginning)]
        while open_ways:
            chance, symbols, unread = open_ways.pop()
            if not symbols:
                if not unread:
                    yield chance, END
                continue
            first, others = symbols[0], symbols[1:]
            if first in self.rules:
                open_ways.extend(
                    (chance * production.probability, production.symbols + others, unread)
                    for production in self.rules[first]
                )
            elif unread.startswith(first):
                open_ways.append((chance, others, unread.removeprefix(first)))
            elif first.startswith(unread):
                yield chance, first[len(unread)]

    def _expectations(self) -> tuple[float, float]:
        """Entropy and mean length of a sentence.

        A rule A chooses among its productions, which costs -Σ p log₂ p bits, and then makes the rules named in them:
        M[A, B] of each B on average. So the entropies of all rules solve H = h + M H, the mean lengths L = l + M L,
        with l the characters that A writes itself (Grenander 1967, Syntax-controlled probabilities). This counts the
        choices of productions, which are the sentence's own information where each sentence has one derivation.
        """
        place = {name: index for index, name in enumerate(self.rules)}
        made = np.zeros((len(place), len(place)))  # (rule, rule made by it)
        own = np.zeros((len(place), 2))  # (rule, [bits chosen, characters written])
        for name, productions in self.rules.items():
            for production in productions:
                own[place[name], 0] -= production.probability * math.log2(production.probability)
                for symbol in production.symbols:
                    if symbol in place:
                        made[place[name], place[symbol]] += production.probability
                    else:
                        own[place[name], 1] += production.probability * len(symbol)
        if np.abs(np.linalg.eigvals(made)).max() >= 1:
            raise ValueError("the rules make more of themselves than they end: sentences would not end")
        entropy, length = np.linalg.solve(np.eye(len(place)) - made, own)[place[self.start]]
        return float(entropy), float(length)


def _parse(text: str, between: str) -> dict[str, tuple[Production, ...]]:
    written = dict(line.split("=") for line in re.sub(r"\n\s*\|", " |", text).strip().splitlines())
    names = {name.strip() for name in written}

    def production(alternative: str) -> Production:
        probability, *symbols = alternative.split()
        return Production(float(probability), tuple(symbol if symbol in names else ended(symbol) for symbol in symbols))

    def ended(word: str) -> str:
        return word if word.endswith(".") else word + between

    rules = {name.strip(): tuple(map(production, line.split("|"))) for name, line in written.items()}
    for name, productions in rules.items():
        if not math.isclose(math.fsum(production.probability for production in productions), 1):
            raise ValueError(f"the probabilities of {name} do not sum to 1")
    return rules
