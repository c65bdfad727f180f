"""A second device for machines that have none: its numbers lie in the CPU's memory, PyTorch takes them for another's.

What a GPU would refuse is refused here: tensors of two devices in one operation, `numpy()` of a tensor that was not
fetched. So a machine without a GPU notices code that forgot where it computes. For a process of its own: from then on,
PyTorch believes that there is an accelerator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import torch
from torch.utils import _device, _pytree, backend_registration

NAME = "pretend"
_MOVES = ("aten::_to_copy", "aten::copy_")
"""What takes numbers from one device to another."""
_MADE = ("arange", "arange.start", "arange.start_step", "linspace")
"""What PyTorch makes by resizing an empty tensor, which this device cannot."""
_LIBRARIES: list[torch.library.Library] = []
"""A library that is forgotten takes back what it defined."""


class PretendTensor(torch.Tensor):
    """A tensor of the pretended device; `inner` has its numbers."""

    inner: torch.Tensor

    @staticmethod
    def __new__(cls, inner: torch.Tensor) -> PretendTensor:
        made: PretendTensor = torch.Tensor._make_wrapper_subclass(
            cls, inner.size(), inner.stride(), inner.storage_offset(), dtype=inner.dtype, device=torch.device(NAME, 0)
        )
        made.inner = inner
        return made

    # What PyTorch does for a GPU's tensors, and not for those of a subclass:

    def tolist(self) -> Any:
        return self.cpu().tolist()

    def data_ptr(self) -> int:
        return self.inner.data_ptr()

    def __getitem__(self, index: Any) -> torch.Tensor:
        return super().__getitem__(self._index(index))

    def __setitem__(self, index: Any, value: Any) -> None:
        super().__setitem__(self._index(index), value)

    def _index(self, index: Any) -> Any:
        if isinstance(index, tuple):
            return tuple(map(self._index, index))
        return torch.tensor(index, device=self.device) if isinstance(index, list | range) else index

    @classmethod
    def __torch_dispatch__(
        cls, operation: Any, _types: object, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        return _run(operation, args, kwargs or {})


def pretend_device() -> torch.device:
    """The device, known to PyTorch from now on. Once in a process."""
    backend_registration._setup_privateuseone_for_python_backend(NAME)
    everything = torch.library.Library("_", "IMPL")
    everything.fallback(lambda operation, *args, **kwargs: _run(operation, args, kwargs), "PrivateUse1")
    making = torch.library.Library("aten", "IMPL")
    for name in _MADE:
        packet, _, overload = name.partition(".")
        operation = getattr(getattr(torch.ops.aten, packet), overload or "default")
        making.impl(name, partial(_make, operation), "PrivateUse1")
    _LIBRARIES.extend((everything, making))
    _device._device_constructors()  # a cache that has to know the functions as they were
    torch.tensor = partial(_tensor, torch.tensor)
    torch.inference_mode = torch.no_grad  # in which no view of a subclass can be made
    return torch.device(NAME, 0)


def _tensor(make: Callable[..., torch.Tensor], data: Any, *, device: Any = None, **options: Any) -> torch.Tensor:
    made = make(data, **options)
    return made if device is None else made.to(device)


def _make(operation: Any, *args: Any, **kwargs: Any) -> Any:
    return _run(operation, args, {**kwargs, "device": torch.device(NAME)})


def _run(operation: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """Compute on the CPU what either device would; the result lies where theirs would."""
    flat, _ = _pytree.tree_flatten((args, kwargs))
    tensors = [value for value in flat if isinstance(value, torch.Tensor)]
    here = [tensor for tensor in tensors if isinstance(tensor, PretendTensor)]
    name, asked = operation._schema.name, kwargs.get("device")
    if (
        name not in _MOVES
        and here
        and any(tensor.dim() and not isinstance(tensor, PretendTensor) for tensor in tensors)
    ):
        raise RuntimeError(f"Expected all tensors to be on the same device, but {name} got {NAME} and cpu")
    elsewhere = {} if asked is None else {"device": torch.device("cpu")}
    plain_args, plain_kwargs = _pytree.tree_map_only(
        PretendTensor, lambda tensor: tensor.inner, (tuple(args), {**kwargs, **elsewhere})
    )
    result = operation(*plain_args, **plain_kwargs)
    changed = [
        value
        for value, argument in zip(args, operation._schema.arguments, strict=False)
        if argument.alias_info is not None and argument.alias_info.is_write
    ]
    if changed and isinstance(result, torch.Tensor):
        return changed[0]
    stays = bool(here) if asked is None else torch.device(asked).type == NAME
    return _pytree.tree_map_only(torch.Tensor, PretendTensor, result) if stays else result
