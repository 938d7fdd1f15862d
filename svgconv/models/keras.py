"""Models and layers of Keras: objects, and ``.keras`` files, of which only the text is read.

A file is a zip whose ``config.json`` holds what ``get_config()`` returns. Nothing in it is run.
"""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.files.reading import opened
from svgconv.models._keras_layers import (
    Config,
    channels_first,
    is_known,
    layer_text,
    own_shape,
    parts_of,
)
from svgconv.models._rows import Layers
from svgconv.models.base import Input, Model, Node, Reader, Unknown, in_words, open_size
from svgconv.specification.limits import MOST_BYTES, parsed_within_limits
from svgconv.specification.sizes import Size

SUFFIX, CONFIG = ".keras", "config.json"
MODELS = ("Sequential", "Functional", "Model")
FOREIGN = "give a .keras file that Keras 3 saved"
END = b"PK\x05\x06"
"""What the end of a zip's directory starts with; 12 bytes further is the directory's size."""


def takes(source: Any) -> bool:
    """Return whether a source is a ``.keras`` file, or a model or a layer of Keras."""
    if isinstance(source, str):
        return source.endswith(SUFFIX)
    packages = {str(one.__module__).partition(".")[0] for one in type(source).__mro__}
    return bool(packages & {"keras", "tf_keras"}) and hasattr(source, "get_config")


def read(source: Any, shape: Size | None) -> Model:
    """Return the model of a file or of an object.

    Raises
    ------
    SvgconvError: no such file, or one that Keras did not save; or an open size and no shape.
    """
    if isinstance(source, str):
        return _Network(shape).read(Path(source).stem, _file(Path(source)))
    own = _config_of(source)
    config = {"class_name": type(source).__name__, "config": own}
    if not isinstance(own.get("layers"), list):
        if hasattr(source, "layers"):
            problem = "is a class of your own, whose configuration does not say its layers"
            raise SvgconvError(
                type(source).__name__, problem, "give a Sequential or functional model"
            )
        config["build_config"] = getattr(source, "get_build_config", dict)()
    return _Network(shape).read(str(getattr(source, "name", "model")), config)


def call(source: Any) -> str:
    """Return the call of a layer, or of a Sequential of layers.

    Raises
    ------
    SvgconvError: a layer that svgconv does not draw.
    """
    return _call(type(source).__name__, _config_of(source))


def _config_of(source: Any) -> Config:
    """Return the configuration of an object, whose class may be the user's."""
    try:
        return dict(source.get_config())
    except Exception as error:
        problem = f"does not give its configuration, {type(error).__name__}: {error}"
        raise SvgconvError(type(source).__name__, problem, "give one of its layers") from None


def _call(name: str, config: Config) -> str:
    if name == "Sequential":
        parts = [_call(*_named(one)) for one in config["layers"] if not _is_input(one)]
        return f"keras.Sequential([{', '.join(parts)}])"
    if name.startswith("Separable") or not is_known(name):
        remedy = "use svgconv.model(layer, input_size)"
        raise SvgconvError(name, "is not a layer of Keras that is drawn alone", remedy)
    return f"keras.layers.{layer_text(name, config)}"


def _named(entry: Any) -> tuple[str, Config]:
    """Return the class of an entry of a configuration, and its own configuration."""
    if not isinstance(entry, Mapping) or not isinstance(entry.get("config"), Mapping):
        raise SvgconvError(CONFIG, "is not a configuration of Keras", FOREIGN)
    return str(entry.get("class_name", "")), entry["config"]


def _is_input(entry: Any) -> bool:
    return _named(entry)[0] == "InputLayer"


def _file(path: Path) -> Any:
    """Return the configuration in a file; nothing else of it is read."""
    try:
        with opened(path) as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - 65_557))
            end = file.read()
            at = end.rfind(END)
            if at < 0 or struct.unpack_from("<I", end, at + 12)[0] > MOST_BYTES:
                raise SvgconvError(path, "is not a .keras file", FOREIGN)
            with zipfile.ZipFile(file) as archive, archive.open(CONFIG) as member:
                text = member.read(MOST_BYTES + 1).decode()
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, struct.error, EOFError, RuntimeError,
            NotImplementedError, zlib.error) as error:  # fmt: skip
        raise SvgconvError(path, f"is not a .keras file ({error})", FOREIGN) from None
    try:
        return parsed_within_limits(f"{path}, {CONFIG}", json.loads, text)
    except ValueError as error:
        if isinstance(error, SvgconvError):
            raise
        raise SvgconvError(f"{path}, {CONFIG}", f"is not JSON ({error})", FOREIGN) from None


@dataclass
class _Network:
    """The layers of a model of Keras, with the rows that say their shapes.

    Attributes
    ----------
    shape: the shape of the input that the user gives.
    """

    shape: Size | None
    layers: Layers = field(default_factory=Layers)
    known: dict[str, Size] = field(default_factory=dict)
    """The shapes of the layers' outputs that the model says."""
    first: bool = False
    """Whether Keras has the channels first."""

    def read(self, name: str, entry: Any) -> Model:
        kind, config = _named(entry)
        self.first = any(
            one.get("data_format") == "channels_first" for one in _configs(entry, self)
        )
        if not isinstance(config.get("layers"), list):
            place = self._input("input", _built(entry))
            self._layer(kind, str(config.get("name", kind)), entry, (place,))
        elif kind == "Sequential":
            self._sequence("", config, None)
        else:
            self._graph("", config, ())
        return Model(name, tuple(self.layers.nodes))

    def _input(self, name: str, batch: Any) -> int:
        shape = self.shape or channels_first(batch, self.first)
        if shape is None:
            raise open_size(quoted(batch) if batch else "")
        return self.layers.add(Node(name, "input", Input(), shape=shape))

    def _sequence(self, within: str, config: Config, before: int | None) -> int | None:
        """Add the layers of a Sequential, and return the place of its last one."""
        for entry in config["layers"]:
            kind, own = _named(entry)
            name = f"{within}{own.get('name', kind)}"
            if kind == "InputLayer":
                if before is None:
                    before = self._input(name, own.get("batch_shape"))
                continue
            if before is None:
                before = self._input("input", config.get("build_input_shape") or _built(entry))
            before = self._inside(kind, name, entry, (before,))
        return before

    def _graph(self, within: str, config: Config, given: tuple[int, ...]) -> int | None:
        """Add the layers of a functional model, and return the place of its first output."""
        places: dict[str, int] = {}
        fed = iter(given)
        for entry in config["layers"]:
            for name, batch in _tensors(entry.get("inbound_nodes")):
                if shape := channels_first(batch, self.first):
                    self.known[f"{within}{name}"] = shape
        for entry in config["layers"]:
            kind, own = _named(entry)
            name = str(entry.get("name") or own.get("name", kind))
            if kind == "InputLayer":
                place = next(fed, None)
                batch = own.get("batch_shape")
                places[name] = self._input(name, batch) if place is None else place
                continue
            calls = entry.get("inbound_nodes")
            for number, one in enumerate(calls if isinstance(calls, list) else [], 1):
                tensors = [key for key, _ in _tensors(one)]
                inputs = tuple(dict.fromkeys(places[key] for key in tensors if key in places))
                shown = f"{within}{name}" + (f" ({number})" if number > 1 else "")
                end = self._inside(kind, shown, entry, inputs, again=number > 1)
                if end is not None:
                    places[name] = end
        last = next(_names(config.get("output_layers")), "")
        return places.get(last, len(self.layers.nodes) - 1 if self.layers.nodes else None)

    def _inside(
        self, kind: str, name: str, entry: Any, inputs: tuple[int, ...], again: bool = False
    ) -> int | None:
        """Add a layer, or the layers of a model that is one."""
        _, config = _named(entry)
        if isinstance(config.get("layers"), list) and kind in MODELS:
            if kind == "Sequential":
                return self._sequence(f"{name}.", config, inputs[0] if inputs else None)
            return self._graph(f"{name}.", config, inputs)
        return self._layer(kind, name, entry, inputs, again)

    def _layer(
        self, kind: str, name: str, entry: Any, inputs: tuple[int, ...], again: bool = False
    ) -> int:
        _, config = _named(entry)
        before = self.layers.rows[inputs[0]].output_shape if inputs else None
        try:
            text, parts = layer_text(kind, config), parts_of(kind, config, before)
        except SvgconvError as error:
            text, parts = f"{kind}()", [("", Unknown(in_words(error)), None)]
        shape = own_shape(kind, config, before)
        for suffix, does, weights in parts:
            known = 0 if again else weights
            if isinstance(does, Unknown) and self.shape is None:
                shape = self.known.get(name)
            node = Node(f"{name}{suffix}", text, does, inputs, shape, known)
            inputs = (self.layers.add(node),)
        return inputs[0]


def _built(entry: Any) -> Any:
    build = entry.get("build_config")
    return build.get("input_shape") if isinstance(build, Mapping) else None


def _configs(entry: Any, network: _Network) -> Iterator[Config]:
    """Yield the configurations of a model's layers, and of those in its models."""
    _, config = _named(entry)
    yield config
    layers = config.get("layers")
    for one in layers if isinstance(layers, list) else []:
        yield from _configs(one, network)


def _tensors(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the layers whose outputs a call takes, in their order, with the outputs' shapes."""
    if isinstance(value, Mapping):
        history = value.get("keras_history")
        if isinstance(history, list) and history:
            yield str(history[0]), value.get("shape")
        else:
            for one in value.values():
                yield from _tensors(one)
    elif isinstance(value, list):
        for one in value:
            yield from _tensors(one)


def _names(value: Any) -> Iterator[str]:
    """Yield the names in ``["name", 0, 0]``, or in a list of such lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _names(one)


READER = Reader("a .keras file, a model or a layer of Keras", takes, read, call)
