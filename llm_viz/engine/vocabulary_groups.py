"""The vocabulary in groups: what is asked of hundreds of thousands of tokens is asked of a few hundred groups first."""

from __future__ import annotations

from dataclasses import dataclass

import torch


@dataclass(frozen=True, slots=True)
class VocabularyGroups:
    """About as many groups as each has tokens.

    Token `id` is member `id // rounds_of` of group `id % rounds_of`, so that one pass over a row, read as a table of
    `members` lines, serves all groups. The last ids, too few for a line, are a group of their own.
    """

    vocabulary: int

    @property
    def columns(self) -> int:
        """The groups without that of the last ids."""
        return int(1 << (self.vocabulary.bit_length() // 2))

    @property
    def lines(self) -> int:
        """How many tokens each of these groups has."""
        return self.vocabulary // self.columns

    @property
    def count(self) -> int:
        """All groups."""
        return self.columns + (self.vocabulary % self.columns > 0)

    @property
    def largest(self) -> int:
        """The most tokens that a group has."""
        return max(self.lines, self.vocabulary % self.columns)

    def sums(self, values: torch.Tensor) -> torch.Tensor:
        """The sum (row, group) of each group's values (row, vocab)."""
        table, last = self._split(values)
        sums = table.sum(1)
        return sums if last.shape[1] == 0 else torch.cat([sums, last.sum(1, keepdim=True)], dim=1)

    def best(self, values: torch.Tensor, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """The `count` largest of values (row, vocab), largest first, and their ids; each (row, count).

        The largest tokens are in the groups with the largest tokens.
        """
        if count * 4 > self.columns:
            plain = values.topk(count)
            return plain.values, plain.indices
        table, _ = self._split(values)
        groups = table.amax(1).topk(count).indices
        lines = torch.arange(self.lines, device=values.device) * self.columns
        last = torch.arange(self.lines * self.columns, self.vocabulary, device=values.device)
        ids = torch.cat([(groups[:, :, None] + lines).flatten(1), last.expand(len(values), -1)], dim=1)
        best = values.gather(1, ids).topk(count)
        return best.values, ids.gather(1, best.indices)

    def places(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The group of each token and which of its members it is, from ids of any shape (…)."""
        whole = self.lines * self.columns
        return (
            torch.where(ids < whole, ids % self.columns, self.columns),
            torch.where(ids < whole, ids // self.columns, ids - whole),
        )

    def members(self, groups: torch.Tensor) -> torch.Tensor:
        """The ids (row, `largest`) of the members of one group (row,) each; past the last one, −1."""
        number = torch.arange(self.largest, device=groups.device)[None]
        group, whole = groups[:, None], self.lines * self.columns
        ids = torch.where(group < self.columns, group + number * self.columns, whole + number)
        ends = torch.where(group < self.columns, whole, self.vocabulary)
        return torch.where(ids < ends, ids, -1)

    def _split(self, values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Values (row, vocab) as a table (row, line, column) and the last ones (row, rest)."""
        whole = self.lines * self.columns
        return values[:, :whole].view(-1, self.lines, self.columns), values[:, whole:]
