/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// The varints of counters, as numbers: nothing above 2^53 - 1 passes.
function readCounter(reader) {
    let value = 0, scale = 1;
    for (let index = 0; index < 10; ++index) {
        if (reader.pos >= reader.len)
            throw $RangeError("index out of range");
        const byte = reader.buf[reader.pos++];
        value += (byte & 127) * scale;
        if (byte < 128) {
            if (value > 9007199254740991)
                throw $RangeError("a number above 2^53 - 1");
            return value;
        }
        scale *= 128;
    }
    throw $RangeError("invalid varint encoding");
}

// Appends those of a packed field.
function readCounters(reader, list) {
    const end = reader.uint32() + reader.pos;
    if (end > reader.len)
        throw $RangeError("index out of range");
    while (reader.pos < end)
        counted(reader, list).push(readCounter(reader));
    return list;
}

function writeCounter(writer, value) {
    return value < 4294967296 ? writer.uint32(value) : writer.uint64(value);
}

// An element of a repeated field may be two bytes on the wire and a hundred in memory: one message has a bounded number of them.
function counted(reader, list) {
    reader.elements = (reader.elements | 0) + 1;
    if (reader.elements > 2500000)
        throw $RangeError("more than 2500000 elements in one message");
    return list;
}

const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const hyperdex = $root.hyperdex = (() => {

    const hyperdex = {};

    hyperdex.v1 = (function() {

        const v1 = {};

        v1.AddSpaceCall = (function() {

            const AddSpaceCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AddSpaceCall.prototype.definition = "";

            AddSpaceCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.definition != null && message.definition !== "")
                    writer.uint32(10).string(message.definition);
                return writer;
            };

            AddSpaceCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.AddSpaceCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.definition = value;
                            else
                                delete message.definition;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AddSpaceCall;
        })();

        v1.RemoveSpaceCall = (function() {

            const RemoveSpaceCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RemoveSpaceCall.prototype.name = "";

            RemoveSpaceCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && message.name !== "")
                    writer.uint32(10).string(message.name);
                return writer;
            };

            RemoveSpaceCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.RemoveSpaceCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RemoveSpaceCall;
        })();

        v1.RenameSpaceCall = (function() {

            const RenameSpaceCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RenameSpaceCall.prototype.from = "";
            RenameSpaceCall.prototype.to = "";

            RenameSpaceCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.from != null && message.from !== "")
                    writer.uint32(10).string(message.from);
                if (message.to != null && message.to !== "")
                    writer.uint32(18).string(message.to);
                return writer;
            };

            RenameSpaceCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.RenameSpaceCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.from = value;
                            else
                                delete message.from;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.to = value;
                            else
                                delete message.to;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RenameSpaceCall;
        })();

        v1.AddAttributeCall = (function() {

            const AddAttributeCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AddAttributeCall.prototype.space = "";
            AddAttributeCall.prototype.attribute = "";

            AddAttributeCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.attribute != null && message.attribute !== "")
                    writer.uint32(18).string(message.attribute);
                return writer;
            };

            AddAttributeCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.AddAttributeCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.attribute = value;
                            else
                                delete message.attribute;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AddAttributeCall;
        })();

        v1.IndexCall = (function() {

            const IndexCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            IndexCall.prototype.space = "";
            IndexCall.prototype.index = "";

            IndexCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.index != null && message.index !== "")
                    writer.uint32(18).string(message.index);
                return writer;
            };

            IndexCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.IndexCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.index = value;
                            else
                                delete message.index;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return IndexCall;
        })();

        v1.RemoveAttributeCall = (function() {

            const RemoveAttributeCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RemoveAttributeCall.prototype.space = "";
            RemoveAttributeCall.prototype.name = "";

            RemoveAttributeCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.name != null && message.name !== "")
                    writer.uint32(18).string(message.name);
                return writer;
            };

            RemoveAttributeCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.RemoveAttributeCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RemoveAttributeCall;
        })();

        v1.SetReadOnlyCall = (function() {

            const SetReadOnlyCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SetReadOnlyCall.prototype.space = "";
            SetReadOnlyCall.prototype.readOnly = false;

            SetReadOnlyCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.readOnly != null && message.readOnly !== false)
                    writer.uint32(16).bool(message.readOnly);
                return writer;
            };

            SetReadOnlyCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SetReadOnlyCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.readOnly = value;
                            else
                                delete message.readOnly;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SetReadOnlyCall;
        })();

        v1.ChangeResult = (function() {

            const ChangeResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ChangeResult.prototype.configurationVersion = 0;
            ChangeResult.prototype.changed = false;

            ChangeResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.configurationVersion != null && message.configurationVersion !== 0)
                    writeCounter(writer.uint32(8), message.configurationVersion);
                if (message.changed != null && message.changed !== false)
                    writer.uint32(16).bool(message.changed);
                return writer;
            };

            ChangeResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.ChangeResult();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.configurationVersion = value;
                            else
                                delete message.configurationVersion;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.changed = value;
                            else
                                delete message.changed;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ChangeResult;
        })();

        v1.SampleRow = (function() {

            const SampleRow = function (properties) {
                this.values = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SampleRow.prototype.values = $util.emptyArray;

            SampleRow.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.values != null && message.values.length)
                    for (let i = 0; i < message.values.length; ++i)
                        writer.uint32(10).bytes(message.values[i]);
                return writer;
            };

            SampleRow.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SampleRow();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.values && message.values.length))
                                message.values = [];
                            counted(reader, message.values).push(reader.bytes());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SampleRow;
        })();

        v1.OfferSampleCall = (function() {

            const OfferSampleCall = function (properties) {
                this.rows = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            OfferSampleCall.prototype.space = "";
            OfferSampleCall.prototype.rows = $util.emptyArray;

            OfferSampleCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.rows != null && message.rows.length)
                    for (let i = 0; i < message.rows.length; ++i)
                        $root.hyperdex.v1.SampleRow.encode(message.rows[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                return writer;
            };

            OfferSampleCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.OfferSampleCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.rows && message.rows.length))
                                message.rows = [];
                            counted(reader, message.rows).push($root.hyperdex.v1.SampleRow.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return OfferSampleCall;
        })();

        v1.OfferSampleResult = (function() {

            const OfferSampleResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            OfferSampleResult.prototype.taken = false;
            OfferSampleResult.prototype.configurationVersion = 0;
            OfferSampleResult.prototype.reason = "";

            OfferSampleResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.taken != null && message.taken !== false)
                    writer.uint32(8).bool(message.taken);
                if (message.configurationVersion != null && message.configurationVersion !== 0)
                    writeCounter(writer.uint32(16), message.configurationVersion);
                if (message.reason != null && message.reason !== "")
                    writer.uint32(26).string(message.reason);
                return writer;
            };

            OfferSampleResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.OfferSampleResult();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.taken = value;
                            else
                                delete message.taken;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.configurationVersion = value;
                            else
                                delete message.configurationVersion;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return OfferSampleResult;
        })();

        v1.OpenSessionCall = (function() {

            const OpenSessionCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            OpenSessionCall.prototype.client = 0;

            OpenSessionCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.client != null && message.client !== 0)
                    writeCounter(writer.uint32(8), message.client);
                return writer;
            };

            OpenSessionCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.OpenSessionCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.client = value;
                            else
                                delete message.client;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return OpenSessionCall;
        })();

        v1.OpenSessionResult = (function() {

            const OpenSessionResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            OpenSessionResult.prototype.client = 0;
            OpenSessionResult.prototype.sessionMs = 0;

            OpenSessionResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.client != null && message.client !== 0)
                    writeCounter(writer.uint32(8), message.client);
                if (message.sessionMs != null && message.sessionMs !== 0)
                    writer.uint32(16).uint32(message.sessionMs);
                return writer;
            };

            OpenSessionResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.OpenSessionResult();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.client = value;
                            else
                                delete message.client;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sessionMs = value;
                            else
                                delete message.sessionMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return OpenSessionResult;
        })();

        v1.ChangeServerCall = (function() {

            const ChangeServerCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ChangeServerCall.prototype.server = 0;
            ChangeServerCall.prototype.change = 0;

            ChangeServerCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.server != null && message.server !== 0)
                    writer.uint32(8).uint32(message.server);
                if (message.change != null && message.change !== 0)
                    writer.uint32(16).int32(message.change);
                return writer;
            };

            ChangeServerCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.ChangeServerCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.server = value;
                            else
                                delete message.server;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.change = value;
                            else
                                delete message.change;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            ChangeServerCall.Change = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "offline"] = 0;
                values[valuesById[1] = "online"] = 1;
                values[valuesById[2] = "kill"] = 2;
                values[valuesById[3] = "forget"] = 3;
                return values;
            })();

            return ChangeServerCall;
        })();

        v1.SetFaultToleranceCall = (function() {

            const SetFaultToleranceCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SetFaultToleranceCall.prototype.space = "";
            SetFaultToleranceCall.prototype.failures = 0;

            SetFaultToleranceCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.failures != null && message.failures !== 0)
                    writer.uint32(16).uint32(message.failures);
                return writer;
            };

            SetFaultToleranceCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SetFaultToleranceCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.failures = value;
                            else
                                delete message.failures;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SetFaultToleranceCall;
        })();

        v1.SetPartitionsCall = (function() {

            const SetPartitionsCall = function (properties) {
                this.sample = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SetPartitionsCall.prototype.space = "";
            SetPartitionsCall.prototype.partitions = 0;
            SetPartitionsCall.prototype.sample = $util.emptyArray;
            SetPartitionsCall.prototype.sampled = false;

            SetPartitionsCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.partitions != null && message.partitions !== 0)
                    writer.uint32(16).uint32(message.partitions);
                if (message.sample != null && message.sample.length)
                    for (let i = 0; i < message.sample.length; ++i)
                        $root.hyperdex.v1.SampleRow.encode(message.sample[i], writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.sampled != null && message.sampled !== false)
                    writer.uint32(32).bool(message.sampled);
                return writer;
            };

            SetPartitionsCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SetPartitionsCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partitions = value;
                            else
                                delete message.partitions;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.sample && message.sample.length))
                                message.sample = [];
                            counted(reader, message.sample).push($root.hyperdex.v1.SampleRow.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.sampled = value;
                            else
                                delete message.sampled;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SetPartitionsCall;
        })();

        v1.WaitUntilStableCall = (function() {

            const WaitUntilStableCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            WaitUntilStableCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                return writer;
            };

            WaitUntilStableCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.WaitUntilStableCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WaitUntilStableCall;
        })();

        v1.WaitUntilStableResult = (function() {

            const WaitUntilStableResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            WaitUntilStableResult.prototype.configurationVersion = 0;

            WaitUntilStableResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.configurationVersion != null && message.configurationVersion !== 0)
                    writeCounter(writer.uint32(8), message.configurationVersion);
                return writer;
            };

            WaitUntilStableResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.WaitUntilStableResult();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.configurationVersion = value;
                            else
                                delete message.configurationVersion;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WaitUntilStableResult;
        })();

        v1.CheckCall = (function() {

            const CheckCall = function (properties) {
                this.spaces = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CheckCall.prototype.spaces = $util.emptyArray;
            CheckCall.prototype.repair = false;

            CheckCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.spaces != null && message.spaces.length)
                    for (let i = 0; i < message.spaces.length; ++i)
                        writer.uint32(10).string(message.spaces[i]);
                if (message.repair != null && message.repair !== false)
                    writer.uint32(16).bool(message.repair);
                return writer;
            };

            CheckCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.CheckCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.spaces && message.spaces.length))
                                message.spaces = [];
                            counted(reader, message.spaces).push(reader.stringVerify());
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.repair = value;
                            else
                                delete message.repair;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CheckCall;
        })();

        v1.CheckEvent = (function() {

            const CheckEvent = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CheckEvent.prototype.space = "";
            CheckEvent.prototype.found = null;
            CheckEvent.prototype.left = null;
            CheckEvent.prototype.progress = null;
            CheckEvent.prototype.summary = null;

            CheckEvent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.found != null)
                    $root.hyperdex.v1.CopyDifference.encode(message.found, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.left != null)
                    $root.hyperdex.v1.CopyDifference.encode(message.left, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.progress != null)
                    writeCounter(writer.uint32(32), message.progress);
                if (message.summary != null)
                    $root.hyperdex.v1.CheckSummary.encode(message.summary, writer.uint32(42).fork(), _depth + 1).ldelim();
                return writer;
            };

            CheckEvent.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.CheckEvent();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.found = $root.hyperdex.v1.CopyDifference.decode(reader, reader.size(), $undefined, _depth + 1, message.found);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.left = $root.hyperdex.v1.CopyDifference.decode(reader, reader.size(), $undefined, _depth + 1, message.left);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.progress = readCounter(reader);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.summary = $root.hyperdex.v1.CheckSummary.decode(reader, reader.size(), $undefined, _depth + 1, message.summary);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CheckEvent;
        })();

        v1.CopyDifference = (function() {

            const CopyDifference = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CopyDifference.prototype.kind = "";
            CopyDifference.prototype.key = $util.newBuffer([]);
            CopyDifference.prototype.subspace = 0;
            CopyDifference.prototype.region = 0;
            CopyDifference.prototype.server = 0;
            CopyDifference.prototype.version = 0;
            CopyDifference.prototype.wanted = 0;

            CopyDifference.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && message.kind !== "")
                    writer.uint32(10).string(message.kind);
                if (message.key != null && message.key.length)
                    writer.uint32(18).bytes(message.key);
                if (message.subspace != null && message.subspace !== 0)
                    writer.uint32(24).uint32(message.subspace);
                if (message.region != null && message.region !== 0)
                    writer.uint32(32).uint32(message.region);
                if (message.server != null && message.server !== 0)
                    writer.uint32(40).uint32(message.server);
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(48), message.version);
                if (message.wanted != null && message.wanted !== 0)
                    writeCounter(writer.uint32(56), message.wanted);
                return writer;
            };

            CopyDifference.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.CopyDifference();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.subspace = value;
                            else
                                delete message.subspace;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.region = value;
                            else
                                delete message.region;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.server = value;
                            else
                                delete message.server;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.wanted = value;
                            else
                                delete message.wanted;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CopyDifference;
        })();

        v1.CheckSummary = (function() {

            const CheckSummary = function (properties) {
                this.spaces = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CheckSummary.prototype.alike = false;
            CheckSummary.prototype.spaces = $util.emptyArray;

            CheckSummary.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.alike != null && message.alike !== false)
                    writer.uint32(8).bool(message.alike);
                if (message.spaces != null && message.spaces.length)
                    for (let i = 0; i < message.spaces.length; ++i)
                        $root.hyperdex.v1.SpaceCheck.encode(message.spaces[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                return writer;
            };

            CheckSummary.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.CheckSummary();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.alike = value;
                            else
                                delete message.alike;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.spaces && message.spaces.length))
                                message.spaces = [];
                            counted(reader, message.spaces).push($root.hyperdex.v1.SpaceCheck.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CheckSummary;
        })();

        v1.SpaceCheck = (function() {

            const SpaceCheck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SpaceCheck.prototype.space = "";
            SpaceCheck.prototype.refused = null;
            SpaceCheck.prototype.keys = 0;
            SpaceCheck.prototype.copies = 0;
            SpaceCheck.prototype.differences = 0;
            SpaceCheck.prototype.left = 0;
            SpaceCheck.prototype.unsettled = 0;

            SpaceCheck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.refused != null)
                    $root.hyperdex.v1.Failure.encode(message.refused, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.keys != null && message.keys !== 0)
                    writeCounter(writer.uint32(24), message.keys);
                if (message.copies != null && message.copies !== 0)
                    writeCounter(writer.uint32(32), message.copies);
                if (message.differences != null && message.differences !== 0)
                    writeCounter(writer.uint32(40), message.differences);
                if (message.left != null && message.left !== 0)
                    writeCounter(writer.uint32(48), message.left);
                if (message.unsettled != null && message.unsettled !== 0)
                    writeCounter(writer.uint32(56), message.unsettled);
                return writer;
            };

            SpaceCheck.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SpaceCheck();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.refused = $root.hyperdex.v1.Failure.decode(reader, reader.size(), $undefined, _depth + 1, message.refused);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.keys = value;
                            else
                                delete message.keys;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.copies = value;
                            else
                                delete message.copies;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.differences = value;
                            else
                                delete message.differences;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.left = value;
                            else
                                delete message.left;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.unsettled = value;
                            else
                                delete message.unsettled;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SpaceCheck;
        })();

        v1.GetConfigurationCall = (function() {

            const GetConfigurationCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            GetConfigurationCall.prototype.knownVersion = 0;

            GetConfigurationCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.knownVersion != null && message.knownVersion !== 0)
                    writeCounter(writer.uint32(8), message.knownVersion);
                return writer;
            };

            GetConfigurationCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.GetConfigurationCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.knownVersion = value;
                            else
                                delete message.knownVersion;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetConfigurationCall;
        })();

        v1.ConfigurationChange = (function() {

            const ConfigurationChange = function (properties) {
                this.servers = [];
                this.serversRemoved = [];
                this.spaces = [];
                this.spacesRemoved = [];
                this.regions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ConfigurationChange.prototype.fromVersion = 0;
            ConfigurationChange.prototype.toVersion = 0;
            ConfigurationChange.prototype.cluster = "";
            ConfigurationChange.prototype.readOnly = false;
            ConfigurationChange.prototype.servers = $util.emptyArray;
            ConfigurationChange.prototype.serversRemoved = $util.emptyArray;
            ConfigurationChange.prototype.spaces = $util.emptyArray;
            ConfigurationChange.prototype.spacesRemoved = $util.emptyArray;
            ConfigurationChange.prototype.regions = $util.emptyArray;
            ConfigurationChange.prototype.sessions = null;

            ConfigurationChange.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.fromVersion != null && message.fromVersion !== 0)
                    writeCounter(writer.uint32(8), message.fromVersion);
                if (message.toVersion != null && message.toVersion !== 0)
                    writeCounter(writer.uint32(16), message.toVersion);
                if (message.cluster != null && message.cluster !== "")
                    writer.uint32(26).string(message.cluster);
                if (message.readOnly != null && message.readOnly !== false)
                    writer.uint32(32).bool(message.readOnly);
                if (message.servers != null && message.servers.length)
                    for (let i = 0; i < message.servers.length; ++i)
                        $root.hyperdex.v1.ServerEntry.encode(message.servers[i], writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.serversRemoved != null && message.serversRemoved.length)
                    writer.uint32(50).uint32s(message.serversRemoved);
                if (message.spaces != null && message.spaces.length)
                    for (let i = 0; i < message.spaces.length; ++i)
                        $root.hyperdex.v1.SpaceEntry.encode(message.spaces[i], writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.spacesRemoved != null && message.spacesRemoved.length)
                    writer.uint32(66).uint32s(message.spacesRemoved);
                if (message.regions != null && message.regions.length)
                    for (let i = 0; i < message.regions.length; ++i)
                        $root.hyperdex.v1.RegionEntry.encode(message.regions[i], writer.uint32(74).fork(), _depth + 1).ldelim();
                if (message.sessions != null)
                    $root.hyperdex.v1.SessionsEntry.encode(message.sessions, writer.uint32(82).fork(), _depth + 1).ldelim();
                return writer;
            };

            ConfigurationChange.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.ConfigurationChange();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.fromVersion = value;
                            else
                                delete message.fromVersion;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.toVersion = value;
                            else
                                delete message.toVersion;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cluster = value;
                            else
                                delete message.cluster;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.readOnly = value;
                            else
                                delete message.readOnly;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.servers && message.servers.length))
                                message.servers = [];
                            counted(reader, message.servers).push($root.hyperdex.v1.ServerEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType === 2) {
                                if (!(message.serversRemoved && message.serversRemoved.length))
                                    message.serversRemoved = [];
                                reader.uint32s(message.serversRemoved);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.serversRemoved && message.serversRemoved.length))
                                message.serversRemoved = [];
                            counted(reader, message.serversRemoved).push(reader.uint32());
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.spaces && message.spaces.length))
                                message.spaces = [];
                            counted(reader, message.spaces).push($root.hyperdex.v1.SpaceEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 8: {
                            if (wireType === 2) {
                                if (!(message.spacesRemoved && message.spacesRemoved.length))
                                    message.spacesRemoved = [];
                                reader.uint32s(message.spacesRemoved);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.spacesRemoved && message.spacesRemoved.length))
                                message.spacesRemoved = [];
                            counted(reader, message.spacesRemoved).push(reader.uint32());
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if (!(message.regions && message.regions.length))
                                message.regions = [];
                            counted(reader, message.regions).push($root.hyperdex.v1.RegionEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.sessions = $root.hyperdex.v1.SessionsEntry.decode(reader, reader.size(), $undefined, _depth + 1, message.sessions);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ConfigurationChange;
        })();

        v1.SessionsEntry = (function() {

            const SessionsEntry = function (properties) {
                this.live = [];
                this.ended = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SessionsEntry.prototype.endedBelow = 0;
            SessionsEntry.prototype.live = $util.emptyArray;
            SessionsEntry.prototype.liveFrom = 0;
            SessionsEntry.prototype.ended = $util.emptyArray;

            SessionsEntry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.endedBelow != null && message.endedBelow !== 0)
                    writeCounter(writer.uint32(8), message.endedBelow);
                if (message.live != null && message.live.length)
                    writer.uint32(18).uint64s(message.live);
                if (message.liveFrom != null && message.liveFrom !== 0)
                    writeCounter(writer.uint32(24), message.liveFrom);
                if (message.ended != null && message.ended.length)
                    writer.uint32(34).uint64s(message.ended);
                return writer;
            };

            SessionsEntry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SessionsEntry();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.endedBelow = value;
                            else
                                delete message.endedBelow;
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.live && message.live.length))
                                    message.live = [];
                                readCounters(reader, message.live);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.live && message.live.length))
                                message.live = [];
                            counted(reader, message.live).push(readCounter(reader));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.liveFrom = value;
                            else
                                delete message.liveFrom;
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.ended && message.ended.length))
                                    message.ended = [];
                                readCounters(reader, message.ended);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.ended && message.ended.length))
                                message.ended = [];
                            counted(reader, message.ended).push(readCounter(reader));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SessionsEntry;
        })();

        v1.ServerEntry = (function() {

            const ServerEntry = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ServerEntry.prototype.id = 0;
            ServerEntry.prototype.address = "";
            ServerEntry.prototype.domain = "";
            ServerEntry.prototype.incarnation = 0;
            ServerEntry.prototype.full = false;
            ServerEntry.prototype.nonce = 0;

            ServerEntry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && message.id !== 0)
                    writer.uint32(8).uint32(message.id);
                if (message.address != null && message.address !== "")
                    writer.uint32(18).string(message.address);
                if (message.domain != null && message.domain !== "")
                    writer.uint32(26).string(message.domain);
                if (message.incarnation != null && message.incarnation !== 0)
                    writeCounter(writer.uint32(32), message.incarnation);
                if (message.full != null && message.full !== false)
                    writer.uint32(40).bool(message.full);
                if (message.nonce != null && message.nonce !== 0)
                    writeCounter(writer.uint32(48), message.nonce);
                return writer;
            };

            ServerEntry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.ServerEntry();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.address = value;
                            else
                                delete message.address;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.domain = value;
                            else
                                delete message.domain;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.full = value;
                            else
                                delete message.full;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.nonce = value;
                            else
                                delete message.nonce;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ServerEntry;
        })();

        v1.SpaceEntry = (function() {

            const SpaceEntry = function (properties) {
                this.subspaces = [];
                this.dropped = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SpaceEntry.prototype.id = 0;
            SpaceEntry.prototype.schemaVersion = 0;
            SpaceEntry.prototype.definition = "";
            SpaceEntry.prototype.settling = false;
            SpaceEntry.prototype.readOnly = false;
            SpaceEntry.prototype.subspaces = $util.emptyArray;
            SpaceEntry.prototype.dropped = $util.emptyArray;
            SpaceEntry.prototype.buildingPartitions = 0;

            SpaceEntry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && message.id !== 0)
                    writer.uint32(8).uint32(message.id);
                if (message.schemaVersion != null && message.schemaVersion !== 0)
                    writer.uint32(16).uint32(message.schemaVersion);
                if (message.definition != null && message.definition !== "")
                    writer.uint32(26).string(message.definition);
                if (message.settling != null && message.settling !== false)
                    writer.uint32(32).bool(message.settling);
                if (message.readOnly != null && message.readOnly !== false)
                    writer.uint32(40).bool(message.readOnly);
                if (message.subspaces != null && message.subspaces.length)
                    for (let i = 0; i < message.subspaces.length; ++i)
                        $root.hyperdex.v1.SubspaceEntry.encode(message.subspaces[i], writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.dropped != null && message.dropped.length)
                    writer.uint32(58).uint32s(message.dropped);
                if (message.buildingPartitions != null && message.buildingPartitions !== 0)
                    writer.uint32(64).uint32(message.buildingPartitions);
                return writer;
            };

            SpaceEntry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SpaceEntry();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.schemaVersion = value;
                            else
                                delete message.schemaVersion;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.definition = value;
                            else
                                delete message.definition;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.settling = value;
                            else
                                delete message.settling;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.readOnly = value;
                            else
                                delete message.readOnly;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.subspaces && message.subspaces.length))
                                message.subspaces = [];
                            counted(reader, message.subspaces).push($root.hyperdex.v1.SubspaceEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 7: {
                            if (wireType === 2) {
                                if (!(message.dropped && message.dropped.length))
                                    message.dropped = [];
                                reader.uint32s(message.dropped);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.dropped && message.dropped.length))
                                message.dropped = [];
                            counted(reader, message.dropped).push(reader.uint32());
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.buildingPartitions = value;
                            else
                                delete message.buildingPartitions;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SpaceEntry;
        })();

        v1.SubspaceEntry = (function() {

            const SubspaceEntry = function (properties) {
                this.axes = [];
                this.regions = [];
                this.since = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SubspaceEntry.prototype.axes = $util.emptyArray;
            SubspaceEntry.prototype.regions = $util.emptyArray;
            SubspaceEntry.prototype.stage = 0;
            SubspaceEntry.prototype.since = $util.emptyArray;

            SubspaceEntry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.axes != null && message.axes.length)
                    for (let i = 0; i < message.axes.length; ++i)
                        $root.hyperdex.v1.AxisEntry.encode(message.axes[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.regions != null && message.regions.length)
                    for (let i = 0; i < message.regions.length; ++i)
                        $root.hyperdex.v1.RegionEntry.encode(message.regions[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.stage != null && message.stage !== 0)
                    writer.uint32(24).int32(message.stage);
                if (message.since != null && message.since.length)
                    writer.uint32(34).uint64s(message.since);
                return writer;
            };

            SubspaceEntry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SubspaceEntry();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.axes && message.axes.length))
                                message.axes = [];
                            counted(reader, message.axes).push($root.hyperdex.v1.AxisEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.regions && message.regions.length))
                                message.regions = [];
                            counted(reader, message.regions).push($root.hyperdex.v1.RegionEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.stage = value;
                            else
                                delete message.stage;
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.since && message.since.length))
                                    message.since = [];
                                readCounters(reader, message.since);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.since && message.since.length))
                                message.since = [];
                            counted(reader, message.since).push(readCounter(reader));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            SubspaceEntry.Stage = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "serving"] = 0;
                values[valuesById[1] = "building"] = 1;
                values[valuesById[2] = "retiring"] = 2;
                return values;
            })();

            return SubspaceEntry;
        })();

        v1.AxisEntry = (function() {

            const AxisEntry = function (properties) {
                this.cutPoints = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AxisEntry.prototype.attribute = 0;
            AxisEntry.prototype.side = 0;
            AxisEntry.prototype.cutPoints = $util.emptyArray;

            AxisEntry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.attribute != null && message.attribute !== 0)
                    writer.uint32(8).uint32(message.attribute);
                if (message.side != null && message.side !== 0)
                    writer.uint32(16).uint32(message.side);
                if (message.cutPoints != null && message.cutPoints.length)
                    for (let i = 0; i < message.cutPoints.length; ++i)
                        writer.uint32(26).bytes(message.cutPoints[i]);
                return writer;
            };

            AxisEntry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.AxisEntry();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.attribute = value;
                            else
                                delete message.attribute;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.side = value;
                            else
                                delete message.side;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.cutPoints && message.cutPoints.length))
                                message.cutPoints = [];
                            counted(reader, message.cutPoints).push(reader.bytes());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AxisEntry;
        })();

        v1.RegionEntry = (function() {

            const RegionEntry = function (properties) {
                this.members = [];
                this.joined = [];
                this.doubtful = [];
                this.standby = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RegionEntry.prototype.id = 0;
            RegionEntry.prototype.epoch = 0;
            RegionEntry.prototype.members = $util.emptyArray;
            RegionEntry.prototype.joined = $util.emptyArray;
            RegionEntry.prototype.learner = null;
            RegionEntry.prototype.reconciling = false;
            RegionEntry.prototype.forgot = 0;
            RegionEntry.prototype.doubtful = $util.emptyArray;
            RegionEntry.prototype.founded = 0;
            RegionEntry.prototype.standby = $util.emptyArray;

            RegionEntry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && message.id !== 0)
                    writer.uint32(8).uint32(message.id);
                if (message.epoch != null && message.epoch !== 0)
                    writeCounter(writer.uint32(16), message.epoch);
                if (message.members != null && message.members.length)
                    writer.uint32(26).uint32s(message.members);
                if (message.joined != null && message.joined.length)
                    writer.uint32(34).uint64s(message.joined);
                if (message.learner != null)
                    $root.hyperdex.v1.LearnerEntry.encode(message.learner, writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.reconciling != null && message.reconciling !== false)
                    writer.uint32(48).bool(message.reconciling);
                if (message.forgot != null && message.forgot !== 0)
                    writeCounter(writer.uint32(56), message.forgot);
                if (message.doubtful != null && message.doubtful.length)
                    writer.uint32(66).uint32s(message.doubtful);
                if (message.founded != null && message.founded !== 0)
                    writeCounter(writer.uint32(72), message.founded);
                if (message.standby != null && message.standby.length)
                    for (let i = 0; i < message.standby.length; ++i)
                        $root.hyperdex.v1.LearnerEntry.encode(message.standby[i], writer.uint32(82).fork(), _depth + 1).ldelim();
                return writer;
            };

            RegionEntry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.RegionEntry();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.members && message.members.length))
                                    message.members = [];
                                reader.uint32s(message.members);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.members && message.members.length))
                                message.members = [];
                            counted(reader, message.members).push(reader.uint32());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.joined && message.joined.length))
                                    message.joined = [];
                                readCounters(reader, message.joined);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.joined && message.joined.length))
                                message.joined = [];
                            counted(reader, message.joined).push(readCounter(reader));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.learner = $root.hyperdex.v1.LearnerEntry.decode(reader, reader.size(), $undefined, _depth + 1, message.learner);
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.reconciling = value;
                            else
                                delete message.reconciling;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.forgot = value;
                            else
                                delete message.forgot;
                            continue;
                        }
                    case 8: {
                            if (wireType === 2) {
                                if (!(message.doubtful && message.doubtful.length))
                                    message.doubtful = [];
                                reader.uint32s(message.doubtful);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.doubtful && message.doubtful.length))
                                message.doubtful = [];
                            counted(reader, message.doubtful).push(reader.uint32());
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.founded = value;
                            else
                                delete message.founded;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if (!(message.standby && message.standby.length))
                                message.standby = [];
                            counted(reader, message.standby).push($root.hyperdex.v1.LearnerEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RegionEntry;
        })();

        v1.LearnerEntry = (function() {

            const LearnerEntry = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            LearnerEntry.prototype.server = 0;
            LearnerEntry.prototype.joined = 0;

            LearnerEntry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.server != null && message.server !== 0)
                    writer.uint32(8).uint32(message.server);
                if (message.joined != null && message.joined !== 0)
                    writeCounter(writer.uint32(16), message.joined);
                return writer;
            };

            LearnerEntry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.LearnerEntry();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.server = value;
                            else
                                delete message.server;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.joined = value;
                            else
                                delete message.joined;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LearnerEntry;
        })();

        v1.GetStatusCall = (function() {

            const GetStatusCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            GetStatusCall.prototype.local = false;

            GetStatusCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.local != null && message.local !== false)
                    writer.uint32(8).bool(message.local);
                return writer;
            };

            GetStatusCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.GetStatusCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.local = value;
                            else
                                delete message.local;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetStatusCall;
        })();

        v1.StatusResult = (function() {

            const StatusResult = function (properties) {
                this.servers = [];
                this.transfers = [];
                this.repartitions = [];
                this.readOnlySpaces = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            StatusResult.prototype.configurationVersion = 0;
            StatusResult.prototype.cluster = "";
            StatusResult.prototype.servers = $util.emptyArray;
            StatusResult.prototype.coordinatorReachable = false;
            StatusResult.prototype.transfers = $util.emptyArray;
            StatusResult.prototype.stable = false;
            StatusResult.prototype.repartitions = $util.emptyArray;
            StatusResult.prototype.readOnly = false;
            StatusResult.prototype.readOnlySpaces = $util.emptyArray;

            StatusResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.configurationVersion != null && message.configurationVersion !== 0)
                    writeCounter(writer.uint32(8), message.configurationVersion);
                if (message.cluster != null && message.cluster !== "")
                    writer.uint32(18).string(message.cluster);
                if (message.servers != null && message.servers.length)
                    for (let i = 0; i < message.servers.length; ++i)
                        $root.hyperdex.v1.ServerStatus.encode(message.servers[i], writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.coordinatorReachable != null && message.coordinatorReachable !== false)
                    writer.uint32(32).bool(message.coordinatorReachable);
                if (message.transfers != null && message.transfers.length)
                    for (let i = 0; i < message.transfers.length; ++i)
                        $root.hyperdex.v1.TransferStatus.encode(message.transfers[i], writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.stable != null && message.stable !== false)
                    writer.uint32(48).bool(message.stable);
                if (message.repartitions != null && message.repartitions.length)
                    for (let i = 0; i < message.repartitions.length; ++i)
                        $root.hyperdex.v1.RepartitionStatus.encode(message.repartitions[i], writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.readOnly != null && message.readOnly !== false)
                    writer.uint32(64).bool(message.readOnly);
                if (message.readOnlySpaces != null && message.readOnlySpaces.length)
                    for (let i = 0; i < message.readOnlySpaces.length; ++i)
                        writer.uint32(74).string(message.readOnlySpaces[i]);
                return writer;
            };

            StatusResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.StatusResult();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.configurationVersion = value;
                            else
                                delete message.configurationVersion;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cluster = value;
                            else
                                delete message.cluster;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.servers && message.servers.length))
                                message.servers = [];
                            counted(reader, message.servers).push($root.hyperdex.v1.ServerStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.coordinatorReachable = value;
                            else
                                delete message.coordinatorReachable;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.transfers && message.transfers.length))
                                message.transfers = [];
                            counted(reader, message.transfers).push($root.hyperdex.v1.TransferStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.stable = value;
                            else
                                delete message.stable;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.repartitions && message.repartitions.length))
                                message.repartitions = [];
                            counted(reader, message.repartitions).push($root.hyperdex.v1.RepartitionStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.readOnly = value;
                            else
                                delete message.readOnly;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if (!(message.readOnlySpaces && message.readOnlySpaces.length))
                                message.readOnlySpaces = [];
                            counted(reader, message.readOnlySpaces).push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return StatusResult;
        })();

        v1.RepartitionStatus = (function() {

            const RepartitionStatus = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RepartitionStatus.prototype.space = 0;
            RepartitionStatus.prototype.partitions = 0;
            RepartitionStatus.prototype.turning = false;
            RepartitionStatus.prototype.filled = 0;
            RepartitionStatus.prototype.keyRegions = 0;
            RepartitionStatus.prototype.objects = 0;

            RepartitionStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== 0)
                    writer.uint32(8).uint32(message.space);
                if (message.partitions != null && message.partitions !== 0)
                    writer.uint32(16).uint32(message.partitions);
                if (message.turning != null && message.turning !== false)
                    writer.uint32(24).bool(message.turning);
                if (message.filled != null && message.filled !== 0)
                    writer.uint32(32).uint32(message.filled);
                if (message.keyRegions != null && message.keyRegions !== 0)
                    writer.uint32(40).uint32(message.keyRegions);
                if (message.objects != null && message.objects !== 0)
                    writeCounter(writer.uint32(48), message.objects);
                return writer;
            };

            RepartitionStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.RepartitionStatus();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partitions = value;
                            else
                                delete message.partitions;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.turning = value;
                            else
                                delete message.turning;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.filled = value;
                            else
                                delete message.filled;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.keyRegions = value;
                            else
                                delete message.keyRegions;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.objects = value;
                            else
                                delete message.objects;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RepartitionStatus;
        })();

        v1.TransferStatus = (function() {

            const TransferStatus = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TransferStatus.prototype.space = 0;
            TransferStatus.prototype.region = 0;
            TransferStatus.prototype.server = 0;
            TransferStatus.prototype.source = 0;
            TransferStatus.prototype.objects = 0;
            TransferStatus.prototype.copied = false;

            TransferStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== 0)
                    writer.uint32(8).uint32(message.space);
                if (message.region != null && message.region !== 0)
                    writer.uint32(16).uint32(message.region);
                if (message.server != null && message.server !== 0)
                    writer.uint32(24).uint32(message.server);
                if (message.source != null && message.source !== 0)
                    writer.uint32(32).uint32(message.source);
                if (message.objects != null && message.objects !== 0)
                    writeCounter(writer.uint32(40), message.objects);
                if (message.copied != null && message.copied !== false)
                    writer.uint32(48).bool(message.copied);
                return writer;
            };

            TransferStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.TransferStatus();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.region = value;
                            else
                                delete message.region;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.server = value;
                            else
                                delete message.server;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.source = value;
                            else
                                delete message.source;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.objects = value;
                            else
                                delete message.objects;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.copied = value;
                            else
                                delete message.copied;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TransferStatus;
        })();

        v1.ServerStatus = (function() {

            const ServerStatus = function (properties) {
                this.regions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ServerStatus.prototype.id = 0;
            ServerStatus.prototype.address = "";
            ServerStatus.prototype.domain = "";
            ServerStatus.prototype.state = "";
            ServerStatus.prototype.heartbeatAgeMs = 0;
            ServerStatus.prototype.configurationVersion = 0;
            ServerStatus.prototype.regions = $util.emptyArray;
            ServerStatus.prototype.residentBytes = 0;
            ServerStatus.prototype.reason = "";
            ServerStatus.prototype.standing = "";
            ServerStatus.prototype.open = null;

            ServerStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && message.id !== 0)
                    writer.uint32(8).uint32(message.id);
                if (message.address != null && message.address !== "")
                    writer.uint32(18).string(message.address);
                if (message.domain != null && message.domain !== "")
                    writer.uint32(26).string(message.domain);
                if (message.state != null && message.state !== "")
                    writer.uint32(34).string(message.state);
                if (message.heartbeatAgeMs != null && message.heartbeatAgeMs !== 0)
                    writeCounter(writer.uint32(40), message.heartbeatAgeMs);
                if (message.configurationVersion != null && message.configurationVersion !== 0)
                    writeCounter(writer.uint32(48), message.configurationVersion);
                if (message.regions != null && message.regions.length)
                    for (let i = 0; i < message.regions.length; ++i)
                        $root.hyperdex.v1.RegionStatus.encode(message.regions[i], writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.residentBytes != null && message.residentBytes !== 0)
                    writeCounter(writer.uint32(64), message.residentBytes);
                if (message.reason != null && message.reason !== "")
                    writer.uint32(74).string(message.reason);
                if (message.standing != null && message.standing !== "")
                    writer.uint32(82).string(message.standing);
                if (message.open != null)
                    $root.hyperdex.v1.OpenReads.encode(message.open, writer.uint32(90).fork(), _depth + 1).ldelim();
                return writer;
            };

            ServerStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.ServerStatus();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.address = value;
                            else
                                delete message.address;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.domain = value;
                            else
                                delete message.domain;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.heartbeatAgeMs = value;
                            else
                                delete message.heartbeatAgeMs;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.configurationVersion = value;
                            else
                                delete message.configurationVersion;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.regions && message.regions.length))
                                message.regions = [];
                            counted(reader, message.regions).push($root.hyperdex.v1.RegionStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.residentBytes = value;
                            else
                                delete message.residentBytes;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.standing = value;
                            else
                                delete message.standing;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.open = $root.hyperdex.v1.OpenReads.decode(reader, reader.size(), $undefined, _depth + 1, message.open);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ServerStatus;
        })();

        v1.OpenReads = (function() {

            const OpenReads = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            OpenReads.prototype.searches = 0;
            OpenReads.prototype.watches = 0;
            OpenReads.prototype.snapshots = 0;
            OpenReads.prototype.iterators = 0;

            OpenReads.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.searches != null && message.searches !== 0)
                    writer.uint32(8).uint32(message.searches);
                if (message.watches != null && message.watches !== 0)
                    writer.uint32(16).uint32(message.watches);
                if (message.snapshots != null && message.snapshots !== 0)
                    writer.uint32(24).uint32(message.snapshots);
                if (message.iterators != null && message.iterators !== 0)
                    writer.uint32(32).uint32(message.iterators);
                return writer;
            };

            OpenReads.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.OpenReads();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.searches = value;
                            else
                                delete message.searches;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.watches = value;
                            else
                                delete message.watches;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.snapshots = value;
                            else
                                delete message.snapshots;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.iterators = value;
                            else
                                delete message.iterators;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return OpenReads;
        })();

        v1.RegionStatus = (function() {

            const RegionStatus = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RegionStatus.prototype.region = 0;
            RegionStatus.prototype.epoch = 0;
            RegionStatus.prototype.objects = 0;
            RegionStatus.prototype.bytes = 0;
            RegionStatus.prototype.pending = 0;
            RegionStatus.prototype.watermark = 0;

            RegionStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.region != null && message.region !== 0)
                    writer.uint32(8).uint32(message.region);
                if (message.epoch != null && message.epoch !== 0)
                    writeCounter(writer.uint32(16), message.epoch);
                if (message.objects != null && message.objects !== 0)
                    writeCounter(writer.uint32(24), message.objects);
                if (message.bytes != null && message.bytes !== 0)
                    writeCounter(writer.uint32(32), message.bytes);
                if (message.pending != null && message.pending !== 0)
                    writeCounter(writer.uint32(40), message.pending);
                if (message.watermark != null && message.watermark !== 0)
                    writeCounter(writer.uint32(48), message.watermark);
                return writer;
            };

            RegionStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.RegionStatus();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.region = value;
                            else
                                delete message.region;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.objects = value;
                            else
                                delete message.objects;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.bytes = value;
                            else
                                delete message.bytes;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.pending = value;
                            else
                                delete message.pending;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.watermark = value;
                            else
                                delete message.watermark;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RegionStatus;
        })();

        v1.Failure = (function() {

            const Failure = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Failure.prototype.code = "";
            Failure.prototype.message = "";
            Failure.prototype.remedy = "";
            Failure.prototype.retryAfterMs = 0;

            Failure.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.code != null && message.code !== "")
                    writer.uint32(10).string(message.code);
                if (message.message != null && message.message !== "")
                    writer.uint32(18).string(message.message);
                if (message.remedy != null && message.remedy !== "")
                    writer.uint32(26).string(message.remedy);
                if (message.retryAfterMs != null && message.retryAfterMs !== 0)
                    writer.uint32(32).uint32(message.retryAfterMs);
                return writer;
            };

            Failure.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Failure();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.remedy = value;
                            else
                                delete message.remedy;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.retryAfterMs = value;
                            else
                                delete message.retryAfterMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Failure;
        })();

        v1.GetCall = (function() {

            const GetCall = function (properties) {
                this.tokens = [];
                this.select = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            GetCall.prototype.space = "";
            GetCall.prototype.key = $util.newBuffer([]);
            GetCall.prototype.tokens = $util.emptyArray;
            GetCall.prototype.select = $util.emptyArray;

            GetCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.key != null && message.key.length)
                    writer.uint32(18).bytes(message.key);
                if (message.tokens != null && message.tokens.length)
                    for (let i = 0; i < message.tokens.length; ++i)
                        writer.uint32(26).bytes(message.tokens[i]);
                if (message.select != null && message.select.length)
                    writer.uint32(34).uint32s(message.select);
                return writer;
            };

            GetCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.GetCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.tokens && message.tokens.length))
                                message.tokens = [];
                            counted(reader, message.tokens).push(reader.bytes());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.select && message.select.length))
                                    message.select = [];
                                reader.uint32s(message.select);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.select && message.select.length))
                                message.select = [];
                            counted(reader, message.select).push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetCall;
        })();

        v1.GetResult = (function() {

            const GetResult = function (properties) {
                this.attributes = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            GetResult.prototype.version = 0;
            GetResult.prototype.object = $util.newBuffer([]);
            GetResult.prototype.attributes = $util.emptyArray;

            GetResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(8), message.version);
                if (message.object != null && message.object.length)
                    writer.uint32(18).bytes(message.object);
                if (message.attributes != null && message.attributes.length)
                    for (let i = 0; i < message.attributes.length; ++i)
                        writer.uint32(26).string(message.attributes[i]);
                return writer;
            };

            GetResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.GetResult();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.object = value;
                            else
                                delete message.object;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.attributes && message.attributes.length))
                                message.attributes = [];
                            counted(reader, message.attributes).push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetResult;
        })();

        v1.UpdateCall = (function() {

            const UpdateCall = function (properties) {
                this.tokens = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            UpdateCall.prototype.space = "";
            UpdateCall.prototype.update = null;
            UpdateCall.prototype.tokens = $util.emptyArray;

            UpdateCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.update != null)
                    $root.hyperdex.v1.Update.encode(message.update, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.tokens != null && message.tokens.length)
                    for (let i = 0; i < message.tokens.length; ++i)
                        writer.uint32(26).bytes(message.tokens[i]);
                return writer;
            };

            UpdateCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.UpdateCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.update = $root.hyperdex.v1.Update.decode(reader, reader.size(), $undefined, _depth + 1, message.update);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.tokens && message.tokens.length))
                                message.tokens = [];
                            counted(reader, message.tokens).push(reader.bytes());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return UpdateCall;
        })();

        v1.UpdateResult = (function() {

            const UpdateResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            UpdateResult.prototype.version = 0;

            UpdateResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(8), message.version);
                return writer;
            };

            UpdateResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.UpdateResult();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return UpdateResult;
        })();

        v1.SearchCall = (function() {

            const SearchCall = function (properties) {
                this.select = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SearchCall.prototype.space = "";
            SearchCall.prototype.predicate = null;
            SearchCall.prototype.query = "";
            SearchCall.prototype.orderBy = 0;
            SearchCall.prototype.hasOrder = false;
            SearchCall.prototype.descending = false;
            SearchCall.prototype.limit = 0;
            SearchCall.prototype.hasLimit = false;
            SearchCall.prototype.select = $util.emptyArray;
            SearchCall.prototype.cursor = "";
            SearchCall.prototype.partial = false;

            SearchCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.predicate != null)
                    $root.hyperdex.v1.Predicate.encode(message.predicate, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.query != null && message.query !== "")
                    writer.uint32(26).string(message.query);
                if (message.orderBy != null && message.orderBy !== 0)
                    writer.uint32(32).uint32(message.orderBy);
                if (message.hasOrder != null && message.hasOrder !== false)
                    writer.uint32(40).bool(message.hasOrder);
                if (message.descending != null && message.descending !== false)
                    writer.uint32(48).bool(message.descending);
                if (message.limit != null && message.limit !== 0)
                    writeCounter(writer.uint32(56), message.limit);
                if (message.hasLimit != null && message.hasLimit !== false)
                    writer.uint32(64).bool(message.hasLimit);
                if (message.select != null && message.select.length)
                    writer.uint32(74).uint32s(message.select);
                if (message.cursor != null && message.cursor !== "")
                    writer.uint32(82).string(message.cursor);
                if (message.partial != null && message.partial !== false)
                    writer.uint32(88).bool(message.partial);
                return writer;
            };

            SearchCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SearchCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.predicate = $root.hyperdex.v1.Predicate.decode(reader, reader.size(), $undefined, _depth + 1, message.predicate);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.query = value;
                            else
                                delete message.query;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.orderBy = value;
                            else
                                delete message.orderBy;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasOrder = value;
                            else
                                delete message.hasOrder;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.descending = value;
                            else
                                delete message.descending;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.limit = value;
                            else
                                delete message.limit;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasLimit = value;
                            else
                                delete message.hasLimit;
                            continue;
                        }
                    case 9: {
                            if (wireType === 2) {
                                if (!(message.select && message.select.length))
                                    message.select = [];
                                reader.uint32s(message.select);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.select && message.select.length))
                                message.select = [];
                            counted(reader, message.select).push(reader.uint32());
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cursor = value;
                            else
                                delete message.cursor;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.partial = value;
                            else
                                delete message.partial;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SearchCall;
        })();

        v1.SearchRow = (function() {

            const SearchRow = function (properties) {
                this.missingRegions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SearchRow.prototype.key = $util.newBuffer([]);
            SearchRow.prototype.version = 0;
            SearchRow.prototype.object = $util.newBuffer([]);
            SearchRow.prototype.cursor = "";
            SearchRow.prototype.missingRegions = $util.emptyArray;

            SearchRow.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.key != null && message.key.length)
                    writer.uint32(10).bytes(message.key);
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(16), message.version);
                if (message.object != null && message.object.length)
                    writer.uint32(26).bytes(message.object);
                if (message.cursor != null && message.cursor !== "")
                    writer.uint32(34).string(message.cursor);
                if (message.missingRegions != null && message.missingRegions.length)
                    writer.uint32(42).uint32s(message.missingRegions);
                return writer;
            };

            SearchRow.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SearchRow();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.object = value;
                            else
                                delete message.object;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cursor = value;
                            else
                                delete message.cursor;
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.missingRegions && message.missingRegions.length))
                                    message.missingRegions = [];
                                reader.uint32s(message.missingRegions);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.missingRegions && message.missingRegions.length))
                                message.missingRegions = [];
                            counted(reader, message.missingRegions).push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SearchRow;
        })();

        v1.ExplainResult = (function() {

            const ExplainResult = function (properties) {
                this.attributes = [];
                this.indexes = [];
                this.missingRegions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ExplainResult.prototype.subspace = 0;
            ExplainResult.prototype.attributes = $util.emptyArray;
            ExplainResult.prototype.regionsAsked = 0;
            ExplainResult.prototype.regionsTotal = 0;
            ExplainResult.prototype.serversAsked = 0;
            ExplainResult.prototype.indexes = $util.emptyArray;
            ExplainResult.prototype.candidates = 0;
            ExplainResult.prototype.matches = 0;
            ExplainResult.prototype.missingRegions = $util.emptyArray;
            ExplainResult.prototype.timeMs = 0;

            ExplainResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.subspace != null && message.subspace !== 0)
                    writer.uint32(8).uint32(message.subspace);
                if (message.attributes != null && message.attributes.length)
                    for (let i = 0; i < message.attributes.length; ++i)
                        writer.uint32(18).string(message.attributes[i]);
                if (message.regionsAsked != null && message.regionsAsked !== 0)
                    writer.uint32(24).uint32(message.regionsAsked);
                if (message.regionsTotal != null && message.regionsTotal !== 0)
                    writer.uint32(32).uint32(message.regionsTotal);
                if (message.serversAsked != null && message.serversAsked !== 0)
                    writer.uint32(40).uint32(message.serversAsked);
                if (message.indexes != null && message.indexes.length)
                    for (let i = 0; i < message.indexes.length; ++i)
                        writer.uint32(50).string(message.indexes[i]);
                if (message.candidates != null && message.candidates !== 0)
                    writeCounter(writer.uint32(56), message.candidates);
                if (message.matches != null && message.matches !== 0)
                    writeCounter(writer.uint32(64), message.matches);
                if (message.missingRegions != null && message.missingRegions.length)
                    writer.uint32(74).uint32s(message.missingRegions);
                if (message.timeMs != null && !$Object.is(message.timeMs, 0))
                    writer.uint32(81).double(message.timeMs);
                return writer;
            };

            ExplainResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.ExplainResult();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.subspace = value;
                            else
                                delete message.subspace;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.attributes && message.attributes.length))
                                message.attributes = [];
                            counted(reader, message.attributes).push(reader.stringVerify());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.regionsAsked = value;
                            else
                                delete message.regionsAsked;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.regionsTotal = value;
                            else
                                delete message.regionsTotal;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.serversAsked = value;
                            else
                                delete message.serversAsked;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.indexes && message.indexes.length))
                                message.indexes = [];
                            counted(reader, message.indexes).push(reader.stringVerify());
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.candidates = value;
                            else
                                delete message.candidates;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.matches = value;
                            else
                                delete message.matches;
                            continue;
                        }
                    case 9: {
                            if (wireType === 2) {
                                if (!(message.missingRegions && message.missingRegions.length))
                                    message.missingRegions = [];
                                reader.uint32s(message.missingRegions);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.missingRegions && message.missingRegions.length))
                                message.missingRegions = [];
                            counted(reader, message.missingRegions).push(reader.uint32());
                            continue;
                        }
                    case 10: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.timeMs = value;
                            else
                                delete message.timeMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ExplainResult;
        })();

        v1.CountCall = (function() {

            const CountCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CountCall.prototype.space = "";
            CountCall.prototype.predicate = null;
            CountCall.prototype.query = "";

            CountCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.predicate != null)
                    $root.hyperdex.v1.Predicate.encode(message.predicate, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.query != null && message.query !== "")
                    writer.uint32(26).string(message.query);
                return writer;
            };

            CountCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.CountCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.predicate = $root.hyperdex.v1.Predicate.decode(reader, reader.size(), $undefined, _depth + 1, message.predicate);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.query = value;
                            else
                                delete message.query;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CountCall;
        })();

        v1.CountResult = (function() {

            const CountResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CountResult.prototype.count = 0;

            CountResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.count != null && message.count !== 0)
                    writeCounter(writer.uint32(8), message.count);
                return writer;
            };

            CountResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.CountResult();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.count = value;
                            else
                                delete message.count;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CountResult;
        })();

        v1.AggregateFunction = (function() {

            const AggregateFunction = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AggregateFunction.prototype.kind = 0;
            AggregateFunction.prototype.attribute = 0;

            AggregateFunction.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && message.kind !== 0)
                    writer.uint32(8).int32(message.kind);
                if (message.attribute != null && message.attribute !== 0)
                    writer.uint32(16).uint32(message.attribute);
                return writer;
            };

            AggregateFunction.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.AggregateFunction();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.attribute = value;
                            else
                                delete message.attribute;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            AggregateFunction.Kind = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "count"] = 0;
                values[valuesById[1] = "sum"] = 1;
                values[valuesById[2] = "min"] = 2;
                values[valuesById[3] = "max"] = 3;
                values[valuesById[4] = "avg"] = 4;
                return values;
            })();

            return AggregateFunction;
        })();

        v1.Aggregation = (function() {

            const Aggregation = function (properties) {
                this.functions = [];
                this.by = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Aggregation.prototype.functions = $util.emptyArray;
            Aggregation.prototype.by = $util.emptyArray;

            Aggregation.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.functions != null && message.functions.length)
                    for (let i = 0; i < message.functions.length; ++i)
                        $root.hyperdex.v1.AggregateFunction.encode(message.functions[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.by != null && message.by.length)
                    writer.uint32(18).uint32s(message.by);
                return writer;
            };

            Aggregation.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Aggregation();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.functions && message.functions.length))
                                message.functions = [];
                            counted(reader, message.functions).push($root.hyperdex.v1.AggregateFunction.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.by && message.by.length))
                                    message.by = [];
                                reader.uint32s(message.by);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.by && message.by.length))
                                message.by = [];
                            counted(reader, message.by).push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Aggregation;
        })();

        v1.AggregateCall = (function() {

            const AggregateCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AggregateCall.prototype.space = "";
            AggregateCall.prototype.predicate = null;
            AggregateCall.prototype.query = "";
            AggregateCall.prototype.aggregation = null;

            AggregateCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.predicate != null)
                    $root.hyperdex.v1.Predicate.encode(message.predicate, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.query != null && message.query !== "")
                    writer.uint32(26).string(message.query);
                if (message.aggregation != null)
                    $root.hyperdex.v1.Aggregation.encode(message.aggregation, writer.uint32(34).fork(), _depth + 1).ldelim();
                return writer;
            };

            AggregateCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.AggregateCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.predicate = $root.hyperdex.v1.Predicate.decode(reader, reader.size(), $undefined, _depth + 1, message.predicate);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.query = value;
                            else
                                delete message.query;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.aggregation = $root.hyperdex.v1.Aggregation.decode(reader, reader.size(), $undefined, _depth + 1, message.aggregation);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AggregateCall;
        })();

        v1.AggregateResult = (function() {

            const AggregateResult = function (properties) {
                this.groups = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AggregateResult.prototype.groups = $util.emptyArray;

            AggregateResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.groups != null && message.groups.length)
                    for (let i = 0; i < message.groups.length; ++i)
                        $root.hyperdex.v1.AggregateGroup.encode(message.groups[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                return writer;
            };

            AggregateResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.AggregateResult();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.groups && message.groups.length))
                                message.groups = [];
                            counted(reader, message.groups).push($root.hyperdex.v1.AggregateGroup.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AggregateResult;
        })();

        v1.AggregateGroup = (function() {

            const AggregateGroup = function (properties) {
                this.by = [];
                this.values = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AggregateGroup.prototype.by = $util.emptyArray;
            AggregateGroup.prototype.values = $util.emptyArray;

            AggregateGroup.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.by != null && message.by.length)
                    for (let i = 0; i < message.by.length; ++i)
                        writer.uint32(10).bytes(message.by[i]);
                if (message.values != null && message.values.length)
                    for (let i = 0; i < message.values.length; ++i)
                        $root.hyperdex.v1.AggregateValue.encode(message.values[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                return writer;
            };

            AggregateGroup.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.AggregateGroup();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.by && message.by.length))
                                message.by = [];
                            counted(reader, message.by).push(reader.bytes());
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.values && message.values.length))
                                message.values = [];
                            counted(reader, message.values).push($root.hyperdex.v1.AggregateValue.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AggregateGroup;
        })();

        v1.AggregateValue = (function() {

            const AggregateValue = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AggregateValue.prototype.value = $util.newBuffer([]);
            AggregateValue.prototype.none = false;

            AggregateValue.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.value != null && message.value.length)
                    writer.uint32(10).bytes(message.value);
                if (message.none != null && message.none !== false)
                    writer.uint32(16).bool(message.none);
                return writer;
            };

            AggregateValue.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.AggregateValue();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.none = value;
                            else
                                delete message.none;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AggregateValue;
        })();

        v1.GroupUpdateCall = (function() {

            const GroupUpdateCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            GroupUpdateCall.prototype.space = "";
            GroupUpdateCall.prototype.predicate = null;
            GroupUpdateCall.prototype.query = "";
            GroupUpdateCall.prototype.update = null;

            GroupUpdateCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.predicate != null)
                    $root.hyperdex.v1.Predicate.encode(message.predicate, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.query != null && message.query !== "")
                    writer.uint32(26).string(message.query);
                if (message.update != null)
                    $root.hyperdex.v1.Update.encode(message.update, writer.uint32(34).fork(), _depth + 1).ldelim();
                return writer;
            };

            GroupUpdateCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.GroupUpdateCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.predicate = $root.hyperdex.v1.Predicate.decode(reader, reader.size(), $undefined, _depth + 1, message.predicate);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.query = value;
                            else
                                delete message.query;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.update = $root.hyperdex.v1.Update.decode(reader, reader.size(), $undefined, _depth + 1, message.update);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GroupUpdateCall;
        })();

        v1.GroupUpdateResult = (function() {

            const GroupUpdateResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            GroupUpdateResult.prototype.changed = 0;

            GroupUpdateResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.changed != null && message.changed !== 0)
                    writeCounter(writer.uint32(8), message.changed);
                return writer;
            };

            GroupUpdateResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.GroupUpdateResult();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.changed = value;
                            else
                                delete message.changed;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GroupUpdateResult;
        })();

        v1.GroupUpdateProgress = (function() {

            const GroupUpdateProgress = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            GroupUpdateProgress.prototype.changed = 0;
            GroupUpdateProgress.prototype.done = false;

            GroupUpdateProgress.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.changed != null && message.changed !== 0)
                    writeCounter(writer.uint32(8), message.changed);
                if (message.done != null && message.done !== false)
                    writer.uint32(16).bool(message.done);
                return writer;
            };

            GroupUpdateProgress.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.GroupUpdateProgress();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.changed = value;
                            else
                                delete message.changed;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.done = value;
                            else
                                delete message.done;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GroupUpdateProgress;
        })();

        v1.WatchCall = (function() {

            const WatchCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            WatchCall.prototype.space = "";
            WatchCall.prototype.predicate = null;
            WatchCall.prototype.query = "";
            WatchCall.prototype.from = "";

            WatchCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== "")
                    writer.uint32(10).string(message.space);
                if (message.predicate != null)
                    $root.hyperdex.v1.Predicate.encode(message.predicate, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.query != null && message.query !== "")
                    writer.uint32(26).string(message.query);
                if (message.from != null && message.from !== "")
                    writer.uint32(34).string(message.from);
                return writer;
            };

            WatchCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.WatchCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.predicate = $root.hyperdex.v1.Predicate.decode(reader, reader.size(), $undefined, _depth + 1, message.predicate);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.query = value;
                            else
                                delete message.query;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.from = value;
                            else
                                delete message.from;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchCall;
        })();

        v1.WatchChange = (function() {

            const WatchChange = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            WatchChange.prototype.opened = false;
            WatchChange.prototype.token = "";
            WatchChange.prototype.key = $util.newBuffer([]);
            WatchChange.prototype.version = 0;
            WatchChange.prototype.hasBefore = false;
            WatchChange.prototype.beforeVersion = 0;
            WatchChange.prototype.before = $util.newBuffer([]);
            WatchChange.prototype.hasAfter = false;
            WatchChange.prototype.after = $util.newBuffer([]);

            WatchChange.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.opened != null && message.opened !== false)
                    writer.uint32(8).bool(message.opened);
                if (message.token != null && message.token !== "")
                    writer.uint32(18).string(message.token);
                if (message.key != null && message.key.length)
                    writer.uint32(26).bytes(message.key);
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(32), message.version);
                if (message.hasBefore != null && message.hasBefore !== false)
                    writer.uint32(40).bool(message.hasBefore);
                if (message.beforeVersion != null && message.beforeVersion !== 0)
                    writeCounter(writer.uint32(48), message.beforeVersion);
                if (message.before != null && message.before.length)
                    writer.uint32(58).bytes(message.before);
                if (message.hasAfter != null && message.hasAfter !== false)
                    writer.uint32(64).bool(message.hasAfter);
                if (message.after != null && message.after.length)
                    writer.uint32(74).bytes(message.after);
                return writer;
            };

            WatchChange.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.WatchChange();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.opened = value;
                            else
                                delete message.opened;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.token = value;
                            else
                                delete message.token;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasBefore = value;
                            else
                                delete message.hasBefore;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.beforeVersion = value;
                            else
                                delete message.beforeVersion;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.before = value;
                            else
                                delete message.before;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasAfter = value;
                            else
                                delete message.hasAfter;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.after = value;
                            else
                                delete message.after;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchChange;
        })();

        v1.Update = (function() {

            const Update = function (properties) {
                this.operations = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Update.prototype.key = $util.newBuffer([]);
            Update.prototype.presence = 0;
            Update.prototype.condition = null;
            Update.prototype.operations = $util.emptyArray;
            Update.prototype.remove = false;
            Update.prototype.ifVersion = 0;
            Update.prototype.hasIfVersion = false;
            Update.prototype.ttlMs = 0;
            Update.prototype.secret = $util.newBuffer([]);

            Update.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.key != null && message.key.length)
                    writer.uint32(10).bytes(message.key);
                if (message.presence != null && message.presence !== 0)
                    writer.uint32(16).int32(message.presence);
                if (message.condition != null)
                    $root.hyperdex.v1.Predicate.encode(message.condition, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.operations != null && message.operations.length)
                    for (let i = 0; i < message.operations.length; ++i)
                        $root.hyperdex.v1.Operation.encode(message.operations[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.remove != null && message.remove !== false)
                    writer.uint32(40).bool(message.remove);
                if (message.ifVersion != null && message.ifVersion !== 0)
                    writeCounter(writer.uint32(48), message.ifVersion);
                if (message.hasIfVersion != null && message.hasIfVersion !== false)
                    writer.uint32(56).bool(message.hasIfVersion);
                if (message.ttlMs != null && message.ttlMs !== 0)
                    writeCounter(writer.uint32(64), message.ttlMs);
                if (message.secret != null && message.secret.length)
                    writer.uint32(74).bytes(message.secret);
                return writer;
            };

            Update.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Update();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.presence = value;
                            else
                                delete message.presence;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.condition = $root.hyperdex.v1.Predicate.decode(reader, reader.size(), $undefined, _depth + 1, message.condition);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.operations && message.operations.length))
                                message.operations = [];
                            counted(reader, message.operations).push($root.hyperdex.v1.Operation.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.remove = value;
                            else
                                delete message.remove;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.ifVersion = value;
                            else
                                delete message.ifVersion;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasIfVersion = value;
                            else
                                delete message.hasIfVersion;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.ttlMs = value;
                            else
                                delete message.ttlMs;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.secret = value;
                            else
                                delete message.secret;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            Update.Presence = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "any"] = 0;
                values[valuesById[1] = "present"] = 1;
                values[valuesById[2] = "absent"] = 2;
                values[valuesById[3] = "checkedIfPresent"] = 3;
                return values;
            })();

            return Update;
        })();

        v1.RequestBatch = (function() {

            const RequestBatch = function (properties) {
                this.requests = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RequestBatch.prototype.requests = $util.emptyArray;

            RequestBatch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.requests != null && message.requests.length)
                    for (let i = 0; i < message.requests.length; ++i)
                        $root.hyperdex.v1.Request.encode(message.requests[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                return writer;
            };

            RequestBatch.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.RequestBatch();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.requests && message.requests.length))
                                message.requests = [];
                            counted(reader, message.requests).push($root.hyperdex.v1.Request.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RequestBatch;
        })();

        v1.Request = (function() {

            const Request = function (properties) {
                this.tokens = [];
                this.select = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Request.prototype.id = 0;
            Request.prototype.space = 0;
            Request.prototype.schemaVersion = 0;
            Request.prototype.region = 0;
            Request.prototype.epoch = 0;
            Request.prototype.timeoutMs = 0;
            Request.prototype.tokens = $util.emptyArray;
            Request.prototype.select = $util.emptyArray;
            Request.prototype.get = null;
            Request.prototype.update = null;
            Request.prototype.searchOpen = null;
            Request.prototype.searchNext = null;
            Request.prototype.searchClose = null;
            Request.prototype.cancel = null;
            Request.prototype.watchOpen = null;
            Request.prototype.watchNext = null;
            Request.prototype.watchClose = null;
            Request.prototype.compare = null;
            Request.prototype.redrive = null;

            Request.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && message.id !== 0)
                    writeCounter(writer.uint32(8), message.id);
                if (message.space != null && message.space !== 0)
                    writer.uint32(16).uint32(message.space);
                if (message.schemaVersion != null && message.schemaVersion !== 0)
                    writer.uint32(24).uint32(message.schemaVersion);
                if (message.region != null && message.region !== 0)
                    writer.uint32(32).uint32(message.region);
                if (message.epoch != null && message.epoch !== 0)
                    writeCounter(writer.uint32(40), message.epoch);
                if (message.timeoutMs != null && message.timeoutMs !== 0)
                    writer.uint32(48).uint32(message.timeoutMs);
                if (message.tokens != null && message.tokens.length)
                    for (let i = 0; i < message.tokens.length; ++i)
                        writer.uint32(58).bytes(message.tokens[i]);
                if (message.select != null && message.select.length)
                    writer.uint32(66).uint32s(message.select);
                if (message.get != null)
                    writer.uint32(82).bytes(message.get);
                if (message.update != null)
                    $root.hyperdex.v1.NumberedUpdate.encode(message.update, writer.uint32(90).fork(), _depth + 1).ldelim();
                if (message.searchOpen != null)
                    $root.hyperdex.v1.SearchOpen.encode(message.searchOpen, writer.uint32(98).fork(), _depth + 1).ldelim();
                if (message.searchNext != null)
                    $root.hyperdex.v1.SearchNext.encode(message.searchNext, writer.uint32(106).fork(), _depth + 1).ldelim();
                if (message.searchClose != null)
                    writeCounter(writer.uint32(112), message.searchClose);
                if (message.cancel != null)
                    writeCounter(writer.uint32(120), message.cancel);
                if (message.watchOpen != null)
                    $root.hyperdex.v1.WatchOpen.encode(message.watchOpen, writer.uint32(162).fork(), _depth + 1).ldelim();
                if (message.watchNext != null)
                    writeCounter(writer.uint32(168), message.watchNext);
                if (message.watchClose != null)
                    writeCounter(writer.uint32(176), message.watchClose);
                if (message.compare != null)
                    $root.hyperdex.v1.CompareAsk.encode(message.compare, writer.uint32(186).fork(), _depth + 1).ldelim();
                if (message.redrive != null)
                    $root.hyperdex.v1.RedriveAsk.encode(message.redrive, writer.uint32(194).fork(), _depth + 1).ldelim();
                return writer;
            };

            Request.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Request();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.schemaVersion = value;
                            else
                                delete message.schemaVersion;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.region = value;
                            else
                                delete message.region;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.timeoutMs = value;
                            else
                                delete message.timeoutMs;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.tokens && message.tokens.length))
                                message.tokens = [];
                            counted(reader, message.tokens).push(reader.bytes());
                            continue;
                        }
                    case 8: {
                            if (wireType === 2) {
                                if (!(message.select && message.select.length))
                                    message.select = [];
                                reader.uint32s(message.select);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.select && message.select.length))
                                message.select = [];
                            counted(reader, message.select).push(reader.uint32());
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.get = reader.bytes();
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.update = $root.hyperdex.v1.NumberedUpdate.decode(reader, reader.size(), $undefined, _depth + 1, message.update);
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.searchOpen = $root.hyperdex.v1.SearchOpen.decode(reader, reader.size(), $undefined, _depth + 1, message.searchOpen);
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.searchNext = $root.hyperdex.v1.SearchNext.decode(reader, reader.size(), $undefined, _depth + 1, message.searchNext);
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            message.searchClose = readCounter(reader);
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            message.cancel = readCounter(reader);
                            continue;
                        }
                    case 20: {
                            if (wireType !== 2)
                                break;
                            message.watchOpen = $root.hyperdex.v1.WatchOpen.decode(reader, reader.size(), $undefined, _depth + 1, message.watchOpen);
                            continue;
                        }
                    case 21: {
                            if (wireType !== 0)
                                break;
                            message.watchNext = readCounter(reader);
                            continue;
                        }
                    case 22: {
                            if (wireType !== 0)
                                break;
                            message.watchClose = readCounter(reader);
                            continue;
                        }
                    case 23: {
                            if (wireType !== 2)
                                break;
                            message.compare = $root.hyperdex.v1.CompareAsk.decode(reader, reader.size(), $undefined, _depth + 1, message.compare);
                            continue;
                        }
                    case 24: {
                            if (wireType !== 2)
                                break;
                            message.redrive = $root.hyperdex.v1.RedriveAsk.decode(reader, reader.size(), $undefined, _depth + 1, message.redrive);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Request;
        })();

        v1.CompareAsk = (function() {

            const CompareAsk = function (properties) {
                this.keys = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CompareAsk.prototype.after = $util.newBuffer([]);
            CompareAsk.prototype.limit = 0;
            CompareAsk.prototype.keys = $util.emptyArray;
            CompareAsk.prototype.settled = false;

            CompareAsk.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.after != null && message.after.length)
                    writer.uint32(10).bytes(message.after);
                if (message.limit != null && message.limit !== 0)
                    writer.uint32(16).uint32(message.limit);
                if (message.keys != null && message.keys.length)
                    for (let i = 0; i < message.keys.length; ++i)
                        writer.uint32(26).bytes(message.keys[i]);
                if (message.settled != null && message.settled !== false)
                    writer.uint32(32).bool(message.settled);
                return writer;
            };

            CompareAsk.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.CompareAsk();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.after = value;
                            else
                                delete message.after;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.limit = value;
                            else
                                delete message.limit;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.keys && message.keys.length))
                                message.keys = [];
                            counted(reader, message.keys).push(reader.bytes());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.settled = value;
                            else
                                delete message.settled;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CompareAsk;
        })();

        v1.RedriveAsk = (function() {

            const RedriveAsk = function (properties) {
                this.strays = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RedriveAsk.prototype.key = $util.newBuffer([]);
            RedriveAsk.prototype.strays = $util.emptyArray;

            RedriveAsk.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.key != null && message.key.length)
                    writer.uint32(10).bytes(message.key);
                if (message.strays != null && message.strays.length)
                    writer.uint32(18).uint32s(message.strays);
                return writer;
            };

            RedriveAsk.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.RedriveAsk();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.strays && message.strays.length))
                                    message.strays = [];
                                reader.uint32s(message.strays);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.strays && message.strays.length))
                                message.strays = [];
                            counted(reader, message.strays).push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RedriveAsk;
        })();

        v1.ComparedRow = (function() {

            const ComparedRow = function (properties) {
                this.regions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ComparedRow.prototype.key = $util.newBuffer([]);
            ComparedRow.prototype.version = 0;
            ComparedRow.prototype.sum = 0;
            ComparedRow.prototype.misplaced = false;
            ComparedRow.prototype.regions = $util.emptyArray;

            ComparedRow.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.key != null && message.key.length)
                    writer.uint32(10).bytes(message.key);
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(16), message.version);
                if (message.sum != null && message.sum !== 0)
                    writeCounter(writer.uint32(24), message.sum);
                if (message.misplaced != null && message.misplaced !== false)
                    writer.uint32(32).bool(message.misplaced);
                if (message.regions != null && message.regions.length)
                    writer.uint32(42).uint32s(message.regions);
                return writer;
            };

            ComparedRow.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.ComparedRow();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.sum = value;
                            else
                                delete message.sum;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.misplaced = value;
                            else
                                delete message.misplaced;
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.regions && message.regions.length))
                                    message.regions = [];
                                reader.uint32s(message.regions);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.regions && message.regions.length))
                                message.regions = [];
                            counted(reader, message.regions).push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ComparedRow;
        })();

        v1.ComparedPage = (function() {

            const ComparedPage = function (properties) {
                this.rows = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ComparedPage.prototype.rows = $util.emptyArray;
            ComparedPage.prototype.done = false;

            ComparedPage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.rows != null && message.rows.length)
                    for (let i = 0; i < message.rows.length; ++i)
                        $root.hyperdex.v1.ComparedRow.encode(message.rows[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.done != null && message.done !== false)
                    writer.uint32(16).bool(message.done);
                return writer;
            };

            ComparedPage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.ComparedPage();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.rows && message.rows.length))
                                message.rows = [];
                            counted(reader, message.rows).push($root.hyperdex.v1.ComparedRow.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.done = value;
                            else
                                delete message.done;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ComparedPage;
        })();

        v1.NumberedUpdate = (function() {

            const NumberedUpdate = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            NumberedUpdate.prototype.update = null;
            NumberedUpdate.prototype.client = 0;
            NumberedUpdate.prototype.number = 0;
            NumberedUpdate.prototype.mark = 0;
            NumberedUpdate.prototype.firstEpoch = 0;

            NumberedUpdate.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.update != null)
                    $root.hyperdex.v1.Update.encode(message.update, writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.client != null && message.client !== 0)
                    writeCounter(writer.uint32(16), message.client);
                if (message.number != null && message.number !== 0)
                    writeCounter(writer.uint32(24), message.number);
                if (message.mark != null && message.mark !== 0)
                    writeCounter(writer.uint32(32), message.mark);
                if (message.firstEpoch != null && message.firstEpoch !== 0)
                    writeCounter(writer.uint32(40), message.firstEpoch);
                return writer;
            };

            NumberedUpdate.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.NumberedUpdate();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.update = $root.hyperdex.v1.Update.decode(reader, reader.size(), $undefined, _depth + 1, message.update);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.client = value;
                            else
                                delete message.client;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.number = value;
                            else
                                delete message.number;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.mark = value;
                            else
                                delete message.mark;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.firstEpoch = value;
                            else
                                delete message.firstEpoch;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return NumberedUpdate;
        })();

        v1.RegionStamp = (function() {

            const RegionStamp = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RegionStamp.prototype.region = 0;
            RegionStamp.prototype.epoch = 0;

            RegionStamp.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.region != null && message.region !== 0)
                    writer.uint32(8).uint32(message.region);
                if (message.epoch != null && message.epoch !== 0)
                    writeCounter(writer.uint32(16), message.epoch);
                return writer;
            };

            RegionStamp.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.RegionStamp();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.region = value;
                            else
                                delete message.region;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RegionStamp;
        })();

        v1.SearchOpen = (function() {

            const SearchOpen = function (properties) {
                this.regions = [];
                this.select = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SearchOpen.prototype.regions = $util.emptyArray;
            SearchOpen.prototype.predicate = null;
            SearchOpen.prototype.orderBy = 0;
            SearchOpen.prototype.hasOrder = false;
            SearchOpen.prototype.descending = false;
            SearchOpen.prototype.limit = 0;
            SearchOpen.prototype.hasLimit = false;
            SearchOpen.prototype.keysOnly = false;
            SearchOpen.prototype.afterKey = $util.newBuffer([]);
            SearchOpen.prototype.afterOrder = $util.newBuffer([]);
            SearchOpen.prototype.hasAfter = false;
            SearchOpen.prototype.pageRows = 0;
            SearchOpen.prototype.aggregation = null;
            SearchOpen.prototype.nameUnsettled = false;
            SearchOpen.prototype.forUpdate = false;
            SearchOpen.prototype.select = $util.emptyArray;

            SearchOpen.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.regions != null && message.regions.length)
                    for (let i = 0; i < message.regions.length; ++i)
                        $root.hyperdex.v1.RegionStamp.encode(message.regions[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.predicate != null)
                    $root.hyperdex.v1.Predicate.encode(message.predicate, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.orderBy != null && message.orderBy !== 0)
                    writer.uint32(24).uint32(message.orderBy);
                if (message.hasOrder != null && message.hasOrder !== false)
                    writer.uint32(32).bool(message.hasOrder);
                if (message.descending != null && message.descending !== false)
                    writer.uint32(40).bool(message.descending);
                if (message.limit != null && message.limit !== 0)
                    writeCounter(writer.uint32(48), message.limit);
                if (message.hasLimit != null && message.hasLimit !== false)
                    writer.uint32(56).bool(message.hasLimit);
                if (message.keysOnly != null && message.keysOnly !== false)
                    writer.uint32(64).bool(message.keysOnly);
                if (message.afterKey != null && message.afterKey.length)
                    writer.uint32(74).bytes(message.afterKey);
                if (message.afterOrder != null && message.afterOrder.length)
                    writer.uint32(82).bytes(message.afterOrder);
                if (message.hasAfter != null && message.hasAfter !== false)
                    writer.uint32(88).bool(message.hasAfter);
                if (message.pageRows != null && message.pageRows !== 0)
                    writer.uint32(96).uint32(message.pageRows);
                if (message.aggregation != null)
                    $root.hyperdex.v1.Aggregation.encode(message.aggregation, writer.uint32(106).fork(), _depth + 1).ldelim();
                if (message.nameUnsettled != null && message.nameUnsettled !== false)
                    writer.uint32(112).bool(message.nameUnsettled);
                if (message.forUpdate != null && message.forUpdate !== false)
                    writer.uint32(120).bool(message.forUpdate);
                if (message.select != null && message.select.length)
                    writer.uint32(130).uint32s(message.select);
                return writer;
            };

            SearchOpen.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SearchOpen();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.regions && message.regions.length))
                                message.regions = [];
                            counted(reader, message.regions).push($root.hyperdex.v1.RegionStamp.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.predicate = $root.hyperdex.v1.Predicate.decode(reader, reader.size(), $undefined, _depth + 1, message.predicate);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.orderBy = value;
                            else
                                delete message.orderBy;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasOrder = value;
                            else
                                delete message.hasOrder;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.descending = value;
                            else
                                delete message.descending;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.limit = value;
                            else
                                delete message.limit;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasLimit = value;
                            else
                                delete message.hasLimit;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.keysOnly = value;
                            else
                                delete message.keysOnly;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.afterKey = value;
                            else
                                delete message.afterKey;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.afterOrder = value;
                            else
                                delete message.afterOrder;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasAfter = value;
                            else
                                delete message.hasAfter;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.pageRows = value;
                            else
                                delete message.pageRows;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.aggregation = $root.hyperdex.v1.Aggregation.decode(reader, reader.size(), $undefined, _depth + 1, message.aggregation);
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.nameUnsettled = value;
                            else
                                delete message.nameUnsettled;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.forUpdate = value;
                            else
                                delete message.forUpdate;
                            continue;
                        }
                    case 16: {
                            if (wireType === 2) {
                                if (!(message.select && message.select.length))
                                    message.select = [];
                                reader.uint32s(message.select);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.select && message.select.length))
                                message.select = [];
                            counted(reader, message.select).push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SearchOpen;
        })();

        v1.SearchNext = (function() {

            const SearchNext = function (properties) {
                this.apart = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SearchNext.prototype.cursor = 0;
            SearchNext.prototype.apart = $util.emptyArray;

            SearchNext.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.cursor != null && message.cursor !== 0)
                    writeCounter(writer.uint32(8), message.cursor);
                if (message.apart != null && message.apart.length)
                    for (let i = 0; i < message.apart.length; ++i)
                        writer.uint32(18).bytes(message.apart[i]);
                return writer;
            };

            SearchNext.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SearchNext();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.cursor = value;
                            else
                                delete message.cursor;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.apart && message.apart.length))
                                message.apart = [];
                            counted(reader, message.apart).push(reader.bytes());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SearchNext;
        })();

        v1.Row = (function() {

            const Row = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Row.prototype.key = $util.newBuffer([]);
            Row.prototype.version = 0;
            Row.prototype.object = $util.newBuffer([]);

            Row.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.key != null && message.key.length)
                    writer.uint32(10).bytes(message.key);
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(16), message.version);
                if (message.object != null && message.object.length)
                    writer.uint32(26).bytes(message.object);
                return writer;
            };

            Row.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Row();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.object = value;
                            else
                                delete message.object;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Row;
        })();

        v1.Departure = (function() {

            const Departure = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Departure.prototype.key = $util.newBuffer([]);
            Departure.prototype.version = 0;

            Departure.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.key != null && message.key.length)
                    writer.uint32(10).bytes(message.key);
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(16), message.version);
                return writer;
            };

            Departure.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Departure();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Departure;
        })();

        v1.SearchPage = (function() {

            const SearchPage = function (properties) {
                this.rows = [];
                this.departures = [];
                this.groups = [];
                this.unsettled = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SearchPage.prototype.rows = $util.emptyArray;
            SearchPage.prototype.done = false;
            SearchPage.prototype.cursor = 0;
            SearchPage.prototype.departures = $util.emptyArray;
            SearchPage.prototype.candidates = 0;
            SearchPage.prototype.index = "";
            SearchPage.prototype.groups = $util.emptyArray;
            SearchPage.prototype.unsettled = $util.emptyArray;
            SearchPage.prototype.crowded = false;

            SearchPage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.rows != null && message.rows.length)
                    for (let i = 0; i < message.rows.length; ++i)
                        $root.hyperdex.v1.Row.encode(message.rows[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.done != null && message.done !== false)
                    writer.uint32(16).bool(message.done);
                if (message.cursor != null && message.cursor !== 0)
                    writeCounter(writer.uint32(24), message.cursor);
                if (message.departures != null && message.departures.length)
                    for (let i = 0; i < message.departures.length; ++i)
                        $root.hyperdex.v1.Departure.encode(message.departures[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.candidates != null && message.candidates !== 0)
                    writeCounter(writer.uint32(40), message.candidates);
                if (message.index != null && message.index !== "")
                    writer.uint32(50).string(message.index);
                if (message.groups != null && message.groups.length)
                    for (let i = 0; i < message.groups.length; ++i)
                        $root.hyperdex.v1.PartialGroup.encode(message.groups[i], writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.unsettled != null && message.unsettled.length)
                    for (let i = 0; i < message.unsettled.length; ++i)
                        writer.uint32(66).bytes(message.unsettled[i]);
                if (message.crowded != null && message.crowded !== false)
                    writer.uint32(72).bool(message.crowded);
                return writer;
            };

            SearchPage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SearchPage();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.rows && message.rows.length))
                                message.rows = [];
                            counted(reader, message.rows).push($root.hyperdex.v1.Row.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.done = value;
                            else
                                delete message.done;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.cursor = value;
                            else
                                delete message.cursor;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.departures && message.departures.length))
                                message.departures = [];
                            counted(reader, message.departures).push($root.hyperdex.v1.Departure.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.candidates = value;
                            else
                                delete message.candidates;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.index = value;
                            else
                                delete message.index;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.groups && message.groups.length))
                                message.groups = [];
                            counted(reader, message.groups).push($root.hyperdex.v1.PartialGroup.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if (!(message.unsettled && message.unsettled.length))
                                message.unsettled = [];
                            counted(reader, message.unsettled).push(reader.bytes());
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.crowded = value;
                            else
                                delete message.crowded;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SearchPage;
        })();

        v1.PartialGroup = (function() {

            const PartialGroup = function (properties) {
                this.by = [];
                this.values = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            PartialGroup.prototype.by = $util.emptyArray;
            PartialGroup.prototype.values = $util.emptyArray;

            PartialGroup.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.by != null && message.by.length)
                    for (let i = 0; i < message.by.length; ++i)
                        writer.uint32(10).bytes(message.by[i]);
                if (message.values != null && message.values.length)
                    for (let i = 0; i < message.values.length; ++i)
                        $root.hyperdex.v1.PartialValue.encode(message.values[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                return writer;
            };

            PartialGroup.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.PartialGroup();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.by && message.by.length))
                                message.by = [];
                            counted(reader, message.by).push(reader.bytes());
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.values && message.values.length))
                                message.values = [];
                            counted(reader, message.values).push($root.hyperdex.v1.PartialValue.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PartialGroup;
        })();

        v1.PartialValue = (function() {

            const PartialValue = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            PartialValue.prototype.count = 0;
            PartialValue.prototype.value = $util.newBuffer([]);

            PartialValue.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.count != null && message.count !== 0)
                    writeCounter(writer.uint32(8), message.count);
                if (message.value != null && message.value.length)
                    writer.uint32(18).bytes(message.value);
                return writer;
            };

            PartialValue.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.PartialValue();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.count = value;
                            else
                                delete message.count;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PartialValue;
        })();

        v1.WatchOpen = (function() {

            const WatchOpen = function (properties) {
                this.regions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            WatchOpen.prototype.regions = $util.emptyArray;
            WatchOpen.prototype.predicate = null;

            WatchOpen.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.regions != null && message.regions.length)
                    for (let i = 0; i < message.regions.length; ++i)
                        $root.hyperdex.v1.WatchStamp.encode(message.regions[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.predicate != null)
                    $root.hyperdex.v1.Predicate.encode(message.predicate, writer.uint32(18).fork(), _depth + 1).ldelim();
                return writer;
            };

            WatchOpen.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.WatchOpen();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.regions && message.regions.length))
                                message.regions = [];
                            counted(reader, message.regions).push($root.hyperdex.v1.WatchStamp.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.predicate = $root.hyperdex.v1.Predicate.decode(reader, reader.size(), $undefined, _depth + 1, message.predicate);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchOpen;
        })();

        v1.WatchStamp = (function() {

            const WatchStamp = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            WatchStamp.prototype.region = 0;
            WatchStamp.prototype.epoch = 0;
            WatchStamp.prototype.after = 0;
            WatchStamp.prototype.hasAfter = false;

            WatchStamp.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.region != null && message.region !== 0)
                    writer.uint32(8).uint32(message.region);
                if (message.epoch != null && message.epoch !== 0)
                    writeCounter(writer.uint32(16), message.epoch);
                if (message.after != null && message.after !== 0)
                    writeCounter(writer.uint32(24), message.after);
                if (message.hasAfter != null && message.hasAfter !== false)
                    writer.uint32(32).bool(message.hasAfter);
                return writer;
            };

            WatchStamp.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.WatchStamp();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.region = value;
                            else
                                delete message.region;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.after = value;
                            else
                                delete message.after;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasAfter = value;
                            else
                                delete message.hasAfter;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchStamp;
        })();

        v1.WatchPage = (function() {

            const WatchPage = function (properties) {
                this.changes = [];
                this.positions = [];
                this.lost = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            WatchPage.prototype.watch = 0;
            WatchPage.prototype.changes = $util.emptyArray;
            WatchPage.prototype.positions = $util.emptyArray;
            WatchPage.prototype.lost = $util.emptyArray;

            WatchPage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.watch != null && message.watch !== 0)
                    writeCounter(writer.uint32(8), message.watch);
                if (message.changes != null && message.changes.length)
                    for (let i = 0; i < message.changes.length; ++i)
                        $root.hyperdex.v1.Change.encode(message.changes[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.positions != null && message.positions.length)
                    for (let i = 0; i < message.positions.length; ++i)
                        $root.hyperdex.v1.WatchPosition.encode(message.positions[i], writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.lost != null && message.lost.length)
                    writer.uint32(34).uint32s(message.lost);
                return writer;
            };

            WatchPage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.WatchPage();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.watch = value;
                            else
                                delete message.watch;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.changes && message.changes.length))
                                message.changes = [];
                            counted(reader, message.changes).push($root.hyperdex.v1.Change.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.positions && message.positions.length))
                                message.positions = [];
                            counted(reader, message.positions).push($root.hyperdex.v1.WatchPosition.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.lost && message.lost.length))
                                    message.lost = [];
                                reader.uint32s(message.lost);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.lost && message.lost.length))
                                message.lost = [];
                            counted(reader, message.lost).push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchPage;
        })();

        v1.WatchPosition = (function() {

            const WatchPosition = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            WatchPosition.prototype.region = 0;
            WatchPosition.prototype.version = 0;

            WatchPosition.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.region != null && message.region !== 0)
                    writer.uint32(8).uint32(message.region);
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(16), message.version);
                return writer;
            };

            WatchPosition.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.WatchPosition();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.region = value;
                            else
                                delete message.region;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return WatchPosition;
        })();

        v1.Change = (function() {

            const Change = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Change.prototype.region = 0;
            Change.prototype.key = $util.newBuffer([]);
            Change.prototype.version = 0;
            Change.prototype.hasBefore = false;
            Change.prototype.beforeVersion = 0;
            Change.prototype.before = $util.newBuffer([]);
            Change.prototype.hasAfter = false;
            Change.prototype.after = $util.newBuffer([]);

            Change.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.region != null && message.region !== 0)
                    writer.uint32(8).uint32(message.region);
                if (message.key != null && message.key.length)
                    writer.uint32(18).bytes(message.key);
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(24), message.version);
                if (message.hasBefore != null && message.hasBefore !== false)
                    writer.uint32(32).bool(message.hasBefore);
                if (message.beforeVersion != null && message.beforeVersion !== 0)
                    writeCounter(writer.uint32(40), message.beforeVersion);
                if (message.before != null && message.before.length)
                    writer.uint32(50).bytes(message.before);
                if (message.hasAfter != null && message.hasAfter !== false)
                    writer.uint32(56).bool(message.hasAfter);
                if (message.after != null && message.after.length)
                    writer.uint32(66).bytes(message.after);
                return writer;
            };

            Change.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Change();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.region = value;
                            else
                                delete message.region;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasBefore = value;
                            else
                                delete message.hasBefore;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.beforeVersion = value;
                            else
                                delete message.beforeVersion;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.before = value;
                            else
                                delete message.before;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasAfter = value;
                            else
                                delete message.hasAfter;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.after = value;
                            else
                                delete message.after;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Change;
        })();

        v1.ResponseBatch = (function() {

            const ResponseBatch = function (properties) {
                this.responses = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ResponseBatch.prototype.responses = $util.emptyArray;

            ResponseBatch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.responses != null && message.responses.length)
                    for (let i = 0; i < message.responses.length; ++i)
                        $root.hyperdex.v1.Response.encode(message.responses[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                return writer;
            };

            ResponseBatch.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.ResponseBatch();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.responses && message.responses.length))
                                message.responses = [];
                            counted(reader, message.responses).push($root.hyperdex.v1.Response.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ResponseBatch;
        })();

        v1.Response = (function() {

            const Response = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Response.prototype.id = 0;
            Response.prototype.status = 0;
            Response.prototype.found = false;
            Response.prototype.version = 0;
            Response.prototype.object = $util.newBuffer([]);
            Response.prototype.page = null;
            Response.prototype.failure = null;
            Response.prototype.configurationVersion = 0;
            Response.prototype.selected = false;
            Response.prototype.watch = null;
            Response.prototype.compared = null;

            Response.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && message.id !== 0)
                    writeCounter(writer.uint32(8), message.id);
                if (message.status != null && message.status !== 0)
                    writer.uint32(16).int32(message.status);
                if (message.found != null && message.found !== false)
                    writer.uint32(24).bool(message.found);
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(32), message.version);
                if (message.object != null && message.object.length)
                    writer.uint32(42).bytes(message.object);
                if (message.page != null)
                    $root.hyperdex.v1.SearchPage.encode(message.page, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.failure != null)
                    $root.hyperdex.v1.Failure.encode(message.failure, writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.configurationVersion != null && message.configurationVersion !== 0)
                    writeCounter(writer.uint32(64), message.configurationVersion);
                if (message.selected != null && message.selected !== false)
                    writer.uint32(72).bool(message.selected);
                if (message.watch != null)
                    $root.hyperdex.v1.WatchPage.encode(message.watch, writer.uint32(162).fork(), _depth + 1).ldelim();
                if (message.compared != null)
                    $root.hyperdex.v1.ComparedPage.encode(message.compared, writer.uint32(170).fork(), _depth + 1).ldelim();
                return writer;
            };

            Response.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Response();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.status = value;
                            else
                                delete message.status;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.found = value;
                            else
                                delete message.found;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.object = value;
                            else
                                delete message.object;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.page = $root.hyperdex.v1.SearchPage.decode(reader, reader.size(), $undefined, _depth + 1, message.page);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.hyperdex.v1.Failure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.configurationVersion = value;
                            else
                                delete message.configurationVersion;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.selected = value;
                            else
                                delete message.selected;
                            continue;
                        }
                    case 20: {
                            if (wireType !== 2)
                                break;
                            message.watch = $root.hyperdex.v1.WatchPage.decode(reader, reader.size(), $undefined, _depth + 1, message.watch);
                            continue;
                        }
                    case 21: {
                            if (wireType !== 2)
                                break;
                            message.compared = $root.hyperdex.v1.ComparedPage.decode(reader, reader.size(), $undefined, _depth + 1, message.compared);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            Response.Status = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "ok"] = 0;
                values[valuesById[1] = "failed"] = 1;
                values[valuesById[2] = "stale"] = 2;
                values[valuesById[3] = "busy"] = 3;
                return values;
            })();

            return Response;
        })();

        v1.Object = (function() {

            const Object = function (properties) {
                this.values = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Object.prototype.values = $util.emptyArray;

            Object.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.values != null && message.values.length)
                    for (let i = 0; i < message.values.length; ++i)
                        writer.uint32(10).bytes(message.values[i]);
                return writer;
            };

            Object.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Object();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.values && message.values.length))
                                message.values = [];
                            counted(reader, message.values).push(reader.bytes());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Object;
        })();

        v1.Predicate = (function() {

            const Predicate = function (properties) {
                this.terms = [];
                this.operands = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Predicate.prototype.kind = 0;
            Predicate.prototype.terms = $util.emptyArray;
            Predicate.prototype.attribute = 0;
            Predicate.prototype.path = "";
            Predicate.prototype.operator = 0;
            Predicate.prototype.operands = $util.emptyArray;

            Predicate.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && message.kind !== 0)
                    writer.uint32(8).int32(message.kind);
                if (message.terms != null && message.terms.length)
                    for (let i = 0; i < message.terms.length; ++i)
                        $root.hyperdex.v1.Predicate.encode(message.terms[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.attribute != null && message.attribute !== 0)
                    writer.uint32(24).uint32(message.attribute);
                if (message.path != null && message.path !== "")
                    writer.uint32(34).string(message.path);
                if (message.operator != null && message.operator !== 0)
                    writer.uint32(40).int32(message.operator);
                if (message.operands != null && message.operands.length)
                    for (let i = 0; i < message.operands.length; ++i)
                        writer.uint32(50).bytes(message.operands[i]);
                return writer;
            };

            Predicate.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Predicate();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.terms && message.terms.length))
                                message.terms = [];
                            counted(reader, message.terms).push($root.hyperdex.v1.Predicate.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.attribute = value;
                            else
                                delete message.attribute;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.path = value;
                            else
                                delete message.path;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.operator = value;
                            else
                                delete message.operator;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.operands && message.operands.length))
                                message.operands = [];
                            counted(reader, message.operands).push(reader.bytes());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            Predicate.Kind = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "ALL"] = 0;
                values[valuesById[1] = "TEST"] = 1;
                values[valuesById[2] = "AND"] = 2;
                values[valuesById[3] = "OR"] = 3;
                values[valuesById[4] = "NOT"] = 4;
                return values;
            })();

            Predicate.Operator = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "equal"] = 0;
                values[valuesById[1] = "notEqual"] = 1;
                values[valuesById[2] = "less"] = 2;
                values[valuesById[3] = "lessOrEqual"] = 3;
                values[valuesById[4] = "greater"] = 4;
                values[valuesById[5] = "greaterOrEqual"] = 5;
                values[valuesById[6] = "between"] = 6;
                values[valuesById[7] = "oneOf"] = 7;
                values[valuesById[8] = "startsWith"] = 8;
                values[valuesById[9] = "regex"] = 9;
                values[valuesById[10] = "contains"] = 10;
                values[valuesById[11] = "lengthEqual"] = 11;
                values[valuesById[12] = "lengthNotEqual"] = 12;
                values[valuesById[13] = "lengthLess"] = 13;
                values[valuesById[14] = "lengthLessOrEqual"] = 14;
                values[valuesById[15] = "lengthGreater"] = 15;
                values[valuesById[16] = "lengthGreaterOrEqual"] = 16;
                return values;
            })();

            return Predicate;
        })();

        v1.Operation = (function() {

            const Operation = function (properties) {
                this.operands = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Operation.prototype.attribute = 0;
            Operation.prototype.name = 0;
            Operation.prototype.operands = $util.emptyArray;
            Operation.prototype.path = "";
            Operation.prototype.inner = 0;

            Operation.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.attribute != null && message.attribute !== 0)
                    writer.uint32(8).uint32(message.attribute);
                if (message.name != null && message.name !== 0)
                    writer.uint32(16).int32(message.name);
                if (message.operands != null && message.operands.length)
                    for (let i = 0; i < message.operands.length; ++i)
                        writer.uint32(26).bytes(message.operands[i]);
                if (message.path != null && message.path !== "")
                    writer.uint32(34).string(message.path);
                if (message.inner != null && message.inner !== 0)
                    writer.uint32(40).int32(message.inner);
                return writer;
            };

            Operation.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Operation();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.attribute = value;
                            else
                                delete message.attribute;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.operands && message.operands.length))
                                message.operands = [];
                            counted(reader, message.operands).push(reader.bytes());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.path = value;
                            else
                                delete message.path;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.inner = value;
                            else
                                delete message.inner;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            Operation.Name = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "put"] = 0;
                values[valuesById[1] = "add"] = 1;
                values[valuesById[2] = "sub"] = 2;
                values[valuesById[3] = "mul"] = 3;
                values[valuesById[4] = "div"] = 4;
                values[valuesById[5] = "mod"] = 5;
                values[valuesById[6] = "min"] = 6;
                values[valuesById[7] = "max"] = 7;
                values[valuesById[8] = "bitAnd"] = 8;
                values[valuesById[9] = "bitOr"] = 9;
                values[valuesById[10] = "bitXor"] = 10;
                values[valuesById[11] = "prepend"] = 11;
                values[valuesById[12] = "append"] = 12;
                values[valuesById[13] = "ltrim"] = 13;
                values[valuesById[14] = "rtrim"] = 14;
                values[valuesById[15] = "lpush"] = 15;
                values[valuesById[16] = "rpush"] = 16;
                values[valuesById[17] = "lpop"] = 17;
                values[valuesById[18] = "rpop"] = 18;
                values[valuesById[19] = "setAdd"] = 19;
                values[valuesById[20] = "setRemove"] = 20;
                values[valuesById[21] = "setUnion"] = 21;
                values[valuesById[22] = "setIntersect"] = 22;
                values[valuesById[23] = "mapAdd"] = 23;
                values[valuesById[24] = "mapRemove"] = 24;
                values[valuesById[25] = "mapApply"] = 25;
                values[valuesById[26] = "docSet"] = 26;
                values[valuesById[27] = "docUnset"] = 27;
                values[valuesById[28] = "docRename"] = 28;
                values[valuesById[29] = "docApply"] = 29;
                return values;
            })();

            return Operation;
        })();

        v1.RegisterCall = (function() {

            const RegisterCall = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RegisterCall.prototype.cluster = "";
            RegisterCall.prototype.server = 0;
            RegisterCall.prototype.incarnation = 0;
            RegisterCall.prototype.start = 0;
            RegisterCall.prototype.address = "";
            RegisterCall.prototype.domain = "";
            RegisterCall.prototype.acceptForgotten = false;
            RegisterCall.prototype.protocol = 0;
            RegisterCall.prototype.pulse = 0;
            RegisterCall.prototype.nonce = 0;

            RegisterCall.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.cluster != null && message.cluster !== "")
                    writer.uint32(10).string(message.cluster);
                if (message.server != null && message.server !== 0)
                    writer.uint32(16).uint32(message.server);
                if (message.incarnation != null && message.incarnation !== 0)
                    writeCounter(writer.uint32(24), message.incarnation);
                if (message.start != null && message.start !== 0)
                    writer.uint32(32).int32(message.start);
                if (message.address != null && message.address !== "")
                    writer.uint32(42).string(message.address);
                if (message.domain != null && message.domain !== "")
                    writer.uint32(50).string(message.domain);
                if (message.acceptForgotten != null && message.acceptForgotten !== false)
                    writer.uint32(56).bool(message.acceptForgotten);
                if (message.protocol != null && message.protocol !== 0)
                    writer.uint32(64).uint32(message.protocol);
                if (message.nonce != null && message.nonce !== 0)
                    writeCounter(writer.uint32(72), message.nonce);
                if (message.pulse != null && message.pulse !== 0)
                    writeCounter(writer.uint32(80), message.pulse);
                return writer;
            };

            RegisterCall.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.RegisterCall();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cluster = value;
                            else
                                delete message.cluster;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.server = value;
                            else
                                delete message.server;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.start = value;
                            else
                                delete message.start;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.address = value;
                            else
                                delete message.address;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.domain = value;
                            else
                                delete message.domain;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.acceptForgotten = value;
                            else
                                delete message.acceptForgotten;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.protocol = value;
                            else
                                delete message.protocol;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.pulse = value;
                            else
                                delete message.pulse;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.nonce = value;
                            else
                                delete message.nonce;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            RegisterCall.Start = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "fresh"] = 0;
                values[valuesById[1] = "clean"] = 1;
                values[valuesById[2] = "sameBoot"] = 2;
                values[valuesById[3] = "forgetful"] = 3;
                values[valuesById[4] = "damaged"] = 4;
                return values;
            })();

            return RegisterCall;
        })();

        v1.RegisterResult = (function() {

            const RegisterResult = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RegisterResult.prototype.cluster = "";
            RegisterResult.prototype.server = 0;
            RegisterResult.prototype.configuration = null;

            RegisterResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.cluster != null && message.cluster !== "")
                    writer.uint32(10).string(message.cluster);
                if (message.server != null && message.server !== 0)
                    writer.uint32(16).uint32(message.server);
                if (message.configuration != null)
                    $root.hyperdex.v1.ConfigurationChange.encode(message.configuration, writer.uint32(26).fork(), _depth + 1).ldelim();
                return writer;
            };

            RegisterResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.RegisterResult();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cluster = value;
                            else
                                delete message.cluster;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.server = value;
                            else
                                delete message.server;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.configuration = $root.hyperdex.v1.ConfigurationChange.decode(reader, reader.size(), $undefined, _depth + 1, message.configuration);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RegisterResult;
        })();

        v1.Heartbeat = (function() {

            const Heartbeat = function (properties) {
                this.spaces = [];
                this.unreachable = [];
                this.regions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Heartbeat.prototype.server = 0;
            Heartbeat.prototype.incarnation = 0;
            Heartbeat.prototype.configurationVersion = 0;
            Heartbeat.prototype.spaces = $util.emptyArray;
            Heartbeat.prototype.cluster = "";
            Heartbeat.prototype.unreachable = $util.emptyArray;
            Heartbeat.prototype.diskFull = false;
            Heartbeat.prototype.pulse = 0;
            Heartbeat.prototype.regions = $util.emptyArray;

            Heartbeat.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.server != null && message.server !== 0)
                    writer.uint32(8).uint32(message.server);
                if (message.incarnation != null && message.incarnation !== 0)
                    writeCounter(writer.uint32(16), message.incarnation);
                if (message.configurationVersion != null && message.configurationVersion !== 0)
                    writeCounter(writer.uint32(24), message.configurationVersion);
                if (message.spaces != null && message.spaces.length)
                    for (let i = 0; i < message.spaces.length; ++i)
                        $root.hyperdex.v1.SpaceReport.encode(message.spaces[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.cluster != null && message.cluster !== "")
                    writer.uint32(42).string(message.cluster);
                if (message.unreachable != null && message.unreachable.length)
                    writer.uint32(50).uint32s(message.unreachable);
                if (message.regions != null && message.regions.length)
                    for (let i = 0; i < message.regions.length; ++i)
                        $root.hyperdex.v1.RegionProgress.encode(message.regions[i], writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.pulse != null && message.pulse !== 0)
                    writeCounter(writer.uint32(64), message.pulse);
                if (message.diskFull != null && message.diskFull !== false)
                    writer.uint32(72).bool(message.diskFull);
                return writer;
            };

            Heartbeat.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Heartbeat();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.server = value;
                            else
                                delete message.server;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.incarnation = value;
                            else
                                delete message.incarnation;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.configurationVersion = value;
                            else
                                delete message.configurationVersion;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.spaces && message.spaces.length))
                                message.spaces = [];
                            counted(reader, message.spaces).push($root.hyperdex.v1.SpaceReport.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cluster = value;
                            else
                                delete message.cluster;
                            continue;
                        }
                    case 6: {
                            if (wireType === 2) {
                                if (!(message.unreachable && message.unreachable.length))
                                    message.unreachable = [];
                                reader.uint32s(message.unreachable);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.unreachable && message.unreachable.length))
                                message.unreachable = [];
                            counted(reader, message.unreachable).push(reader.uint32());
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.diskFull = value;
                            else
                                delete message.diskFull;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.pulse = value;
                            else
                                delete message.pulse;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.regions && message.regions.length))
                                message.regions = [];
                            counted(reader, message.regions).push($root.hyperdex.v1.RegionProgress.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Heartbeat;
        })();

        v1.RegionProgress = (function() {

            const RegionProgress = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RegionProgress.prototype.region = 0;
            RegionProgress.prototype.epoch = 0;
            RegionProgress.prototype.owes = false;
            RegionProgress.prototype.copied = false;
            RegionProgress.prototype.objects = 0;
            RegionProgress.prototype.reconciled = false;
            RegionProgress.prototype.filled = false;
            RegionProgress.prototype.wantsEpoch = false;
            RegionProgress.prototype.drained = false;

            RegionProgress.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.region != null && message.region !== 0)
                    writer.uint32(8).uint32(message.region);
                if (message.epoch != null && message.epoch !== 0)
                    writeCounter(writer.uint32(16), message.epoch);
                if (message.owes != null && message.owes !== false)
                    writer.uint32(24).bool(message.owes);
                if (message.copied != null && message.copied !== false)
                    writer.uint32(32).bool(message.copied);
                if (message.objects != null && message.objects !== 0)
                    writeCounter(writer.uint32(40), message.objects);
                if (message.reconciled != null && message.reconciled !== false)
                    writer.uint32(48).bool(message.reconciled);
                if (message.filled != null && message.filled !== false)
                    writer.uint32(56).bool(message.filled);
                if (message.wantsEpoch != null && message.wantsEpoch !== false)
                    writer.uint32(64).bool(message.wantsEpoch);
                if (message.drained != null && message.drained !== false)
                    writer.uint32(72).bool(message.drained);
                return writer;
            };

            RegionProgress.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.RegionProgress();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.region = value;
                            else
                                delete message.region;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.owes = value;
                            else
                                delete message.owes;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.copied = value;
                            else
                                delete message.copied;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.objects = value;
                            else
                                delete message.objects;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.reconciled = value;
                            else
                                delete message.reconciled;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.filled = value;
                            else
                                delete message.filled;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.wantsEpoch = value;
                            else
                                delete message.wantsEpoch;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.drained = value;
                            else
                                delete message.drained;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RegionProgress;
        })();

        v1.SpaceReport = (function() {

            const SpaceReport = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SpaceReport.prototype.space = 0;
            SpaceReport.prototype.empty = false;

            SpaceReport.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.space != null && message.space !== 0)
                    writer.uint32(8).uint32(message.space);
                if (message.empty != null && message.empty !== false)
                    writer.uint32(16).bool(message.empty);
                return writer;
            };

            SpaceReport.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.SpaceReport();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.space = value;
                            else
                                delete message.space;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.empty = value;
                            else
                                delete message.empty;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SpaceReport;
        })();

        v1.LinkBatch = (function() {

            const LinkBatch = function (properties) {
                this.messages = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            LinkBatch.prototype.messages = $util.emptyArray;

            LinkBatch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.messages != null && message.messages.length)
                    for (let i = 0; i < message.messages.length; ++i)
                        $root.hyperdex.v1.LinkMessage.encode(message.messages[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                return writer;
            };

            LinkBatch.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.LinkBatch();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.messages && message.messages.length))
                                message.messages = [];
                            counted(reader, message.messages).push($root.hyperdex.v1.LinkMessage.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LinkBatch;
        })();

        v1.LinkMessage = (function() {

            const LinkMessage = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            LinkMessage.prototype.fromRegion = 0;
            LinkMessage.prototype.fromEpoch = 0;
            LinkMessage.prototype.toRegion = 0;
            LinkMessage.prototype.toEpoch = 0;
            LinkMessage.prototype.configurationVersion = 0;
            LinkMessage.prototype.update = null;
            LinkMessage.prototype.acknowledgement = null;
            LinkMessage.prototype.watermark = null;
            LinkMessage.prototype.refusal = null;
            LinkMessage.prototype.keepAlive = null;
            LinkMessage.prototype.alive = null;
            LinkMessage.prototype.copyAsk = null;
            LinkMessage.prototype.copyPage = null;
            LinkMessage.prototype.reconcileAsk = null;
            LinkMessage.prototype.reconcileAnswer = null;

            LinkMessage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.fromRegion != null && message.fromRegion !== 0)
                    writer.uint32(8).uint32(message.fromRegion);
                if (message.fromEpoch != null && message.fromEpoch !== 0)
                    writeCounter(writer.uint32(16), message.fromEpoch);
                if (message.toRegion != null && message.toRegion !== 0)
                    writer.uint32(24).uint32(message.toRegion);
                if (message.toEpoch != null && message.toEpoch !== 0)
                    writeCounter(writer.uint32(32), message.toEpoch);
                if (message.configurationVersion != null && message.configurationVersion !== 0)
                    writeCounter(writer.uint32(40), message.configurationVersion);
                if (message.update != null)
                    writer.uint32(82).bytes(message.update);
                if (message.acknowledgement != null)
                    $root.hyperdex.v1.Acknowledgement.encode(message.acknowledgement, writer.uint32(90).fork(), _depth + 1).ldelim();
                if (message.watermark != null)
                    $root.hyperdex.v1.Watermark.encode(message.watermark, writer.uint32(98).fork(), _depth + 1).ldelim();
                if (message.refusal != null)
                    writer.uint32(104).bool(message.refusal);
                if (message.keepAlive != null)
                    $root.hyperdex.v1.KeepAlive.encode(message.keepAlive, writer.uint32(114).fork(), _depth + 1).ldelim();
                if (message.alive != null)
                    $root.hyperdex.v1.Alive.encode(message.alive, writer.uint32(122).fork(), _depth + 1).ldelim();
                if (message.copyAsk != null)
                    $root.hyperdex.v1.CopyAsk.encode(message.copyAsk, writer.uint32(130).fork(), _depth + 1).ldelim();
                if (message.copyPage != null)
                    $root.hyperdex.v1.CopyPage.encode(message.copyPage, writer.uint32(138).fork(), _depth + 1).ldelim();
                if (message.reconcileAsk != null)
                    $root.hyperdex.v1.ReconcileAsk.encode(message.reconcileAsk, writer.uint32(146).fork(), _depth + 1).ldelim();
                if (message.reconcileAnswer != null)
                    $root.hyperdex.v1.ReconcileAnswer.encode(message.reconcileAnswer, writer.uint32(154).fork(), _depth + 1).ldelim();
                return writer;
            };

            LinkMessage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.LinkMessage();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.fromRegion = value;
                            else
                                delete message.fromRegion;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.fromEpoch = value;
                            else
                                delete message.fromEpoch;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.toRegion = value;
                            else
                                delete message.toRegion;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.toEpoch = value;
                            else
                                delete message.toEpoch;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.configurationVersion = value;
                            else
                                delete message.configurationVersion;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.update = reader.bytes();
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.acknowledgement = $root.hyperdex.v1.Acknowledgement.decode(reader, reader.size(), $undefined, _depth + 1, message.acknowledgement);
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.watermark = $root.hyperdex.v1.Watermark.decode(reader, reader.size(), $undefined, _depth + 1, message.watermark);
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            message.refusal = reader.bool();
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            message.keepAlive = $root.hyperdex.v1.KeepAlive.decode(reader, reader.size(), $undefined, _depth + 1, message.keepAlive);
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            message.alive = $root.hyperdex.v1.Alive.decode(reader, reader.size(), $undefined, _depth + 1, message.alive);
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            message.copyAsk = $root.hyperdex.v1.CopyAsk.decode(reader, reader.size(), $undefined, _depth + 1, message.copyAsk);
                            continue;
                        }
                    case 17: {
                            if (wireType !== 2)
                                break;
                            message.copyPage = $root.hyperdex.v1.CopyPage.decode(reader, reader.size(), $undefined, _depth + 1, message.copyPage);
                            continue;
                        }
                    case 18: {
                            if (wireType !== 2)
                                break;
                            message.reconcileAsk = $root.hyperdex.v1.ReconcileAsk.decode(reader, reader.size(), $undefined, _depth + 1, message.reconcileAsk);
                            continue;
                        }
                    case 19: {
                            if (wireType !== 2)
                                break;
                            message.reconcileAnswer = $root.hyperdex.v1.ReconcileAnswer.decode(reader, reader.size(), $undefined, _depth + 1, message.reconcileAnswer);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LinkMessage;
        })();

        v1.Acknowledgement = (function() {

            const Acknowledgement = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Acknowledgement.prototype.key = $util.newBuffer([]);
            Acknowledgement.prototype.version = 0;

            Acknowledgement.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.key != null && message.key.length)
                    writer.uint32(10).bytes(message.key);
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(16), message.version);
                return writer;
            };

            Acknowledgement.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Acknowledgement();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Acknowledgement;
        })();

        v1.Watermark = (function() {

            const Watermark = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Watermark.prototype.version = 0;

            Watermark.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(8), message.version);
                return writer;
            };

            Watermark.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Watermark();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Watermark;
        })();

        v1.KeepAlive = (function() {

            const KeepAlive = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            KeepAlive.prototype.number = 0;
            KeepAlive.prototype.run = 0;
            KeepAlive.prototype.probe = false;

            KeepAlive.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.number != null && message.number !== 0)
                    writeCounter(writer.uint32(8), message.number);
                if (message.run != null && message.run !== 0)
                    writeCounter(writer.uint32(16), message.run);
                if (message.probe != null && message.probe !== false)
                    writer.uint32(24).bool(message.probe);
                return writer;
            };

            KeepAlive.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.KeepAlive();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.number = value;
                            else
                                delete message.number;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.run = value;
                            else
                                delete message.run;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.probe = value;
                            else
                                delete message.probe;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return KeepAlive;
        })();

        v1.Alive = (function() {

            const Alive = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Alive.prototype.number = 0;
            Alive.prototype.run = 0;
            Alive.prototype.change = null;
            Alive.prototype.full = false;

            Alive.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.number != null && message.number !== 0)
                    writeCounter(writer.uint32(8), message.number);
                if (message.run != null && message.run !== 0)
                    writeCounter(writer.uint32(16), message.run);
                if (message.change != null)
                    $root.hyperdex.v1.ConfigurationChange.encode(message.change, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.full != null && message.full !== false)
                    writer.uint32(32).bool(message.full);
                return writer;
            };

            Alive.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.Alive();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.number = value;
                            else
                                delete message.number;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.run = value;
                            else
                                delete message.run;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.change = $root.hyperdex.v1.ConfigurationChange.decode(reader, reader.size(), $undefined, _depth + 1, message.change);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.full = value;
                            else
                                delete message.full;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Alive;
        })();

        v1.CopyAsk = (function() {

            const CopyAsk = function (properties) {
                this.have = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CopyAsk.prototype.joined = 0;
            CopyAsk.prototype.begin = false;
            CopyAsk.prototype.after = $util.newBuffer([]);
            CopyAsk.prototype.through = $util.newBuffer([]);
            CopyAsk.prototype.have = $util.emptyArray;
            CopyAsk.prototype.kind = 0;

            CopyAsk.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.joined != null && message.joined !== 0)
                    writeCounter(writer.uint32(8), message.joined);
                if (message.begin != null && message.begin !== false)
                    writer.uint32(16).bool(message.begin);
                if (message.after != null && message.after.length)
                    writer.uint32(26).bytes(message.after);
                if (message.through != null && message.through.length)
                    writer.uint32(34).bytes(message.through);
                if (message.have != null && message.have.length)
                    for (let i = 0; i < message.have.length; ++i)
                        $root.hyperdex.v1.KeyVersion.encode(message.have[i], writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.kind != null && message.kind !== 0)
                    writer.uint32(48).uint32(message.kind);
                return writer;
            };

            CopyAsk.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.CopyAsk();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.joined = value;
                            else
                                delete message.joined;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.begin = value;
                            else
                                delete message.begin;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.after = value;
                            else
                                delete message.after;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.through = value;
                            else
                                delete message.through;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.have && message.have.length))
                                message.have = [];
                            counted(reader, message.have).push($root.hyperdex.v1.KeyVersion.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CopyAsk;
        })();

        v1.KeyVersion = (function() {

            const KeyVersion = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            KeyVersion.prototype.key = $util.newBuffer([]);
            KeyVersion.prototype.version = 0;

            KeyVersion.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.key != null && message.key.length)
                    writer.uint32(10).bytes(message.key);
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(16), message.version);
                return writer;
            };

            KeyVersion.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.KeyVersion();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return KeyVersion;
        })();

        v1.CopyPage = (function() {

            const CopyPage = function (properties) {
                this.rows = [];
                this.gone = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CopyPage.prototype.joined = 0;
            CopyPage.prototype.after = $util.newBuffer([]);
            CopyPage.prototype.through = $util.newBuffer([]);
            CopyPage.prototype.end = false;
            CopyPage.prototype.rows = $util.emptyArray;
            CopyPage.prototype.gone = $util.emptyArray;
            CopyPage.prototype.kind = 0;

            CopyPage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.joined != null && message.joined !== 0)
                    writeCounter(writer.uint32(8), message.joined);
                if (message.after != null && message.after.length)
                    writer.uint32(18).bytes(message.after);
                if (message.through != null && message.through.length)
                    writer.uint32(26).bytes(message.through);
                if (message.end != null && message.end !== false)
                    writer.uint32(32).bool(message.end);
                if (message.rows != null && message.rows.length)
                    for (let i = 0; i < message.rows.length; ++i)
                        $root.hyperdex.v1.CopyRow.encode(message.rows[i], writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.gone != null && message.gone.length)
                    for (let i = 0; i < message.gone.length; ++i)
                        $root.hyperdex.v1.KeyVersion.encode(message.gone[i], writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.kind != null && message.kind !== 0)
                    writer.uint32(56).uint32(message.kind);
                return writer;
            };

            CopyPage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.CopyPage();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.joined = value;
                            else
                                delete message.joined;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.after = value;
                            else
                                delete message.after;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.through = value;
                            else
                                delete message.through;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.end = value;
                            else
                                delete message.end;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.rows && message.rows.length))
                                message.rows = [];
                            counted(reader, message.rows).push($root.hyperdex.v1.CopyRow.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.gone && message.gone.length))
                                message.gone = [];
                            counted(reader, message.gone).push($root.hyperdex.v1.KeyVersion.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CopyPage;
        })();

        v1.CopyRow = (function() {

            const CopyRow = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CopyRow.prototype.key = $util.newBuffer([]);
            CopyRow.prototype.value = $util.newBuffer([]);

            CopyRow.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.key != null && message.key.length)
                    writer.uint32(18).bytes(message.key);
                if (message.value != null && message.value.length)
                    writer.uint32(26).bytes(message.value);
                return writer;
            };

            CopyRow.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.CopyRow();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CopyRow;
        })();

        v1.ReconcileAsk = (function() {

            const ReconcileAsk = function (properties) {
                this.keys = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ReconcileAsk.prototype.number = 0;
            ReconcileAsk.prototype.drained = false;
            ReconcileAsk.prototype.rows = false;
            ReconcileAsk.prototype.after = $util.newBuffer([]);
            ReconcileAsk.prototype.through = $util.newBuffer([]);
            ReconcileAsk.prototype.keys = $util.emptyArray;
            ReconcileAsk.prototype.settled = false;
            ReconcileAsk.prototype.run = 0;

            ReconcileAsk.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.number != null && message.number !== 0)
                    writeCounter(writer.uint32(8), message.number);
                if (message.drained != null && message.drained !== false)
                    writer.uint32(16).bool(message.drained);
                if (message.rows != null && message.rows !== false)
                    writer.uint32(24).bool(message.rows);
                if (message.after != null && message.after.length)
                    writer.uint32(34).bytes(message.after);
                if (message.through != null && message.through.length)
                    writer.uint32(42).bytes(message.through);
                if (message.keys != null && message.keys.length)
                    for (let i = 0; i < message.keys.length; ++i)
                        writer.uint32(50).bytes(message.keys[i]);
                if (message.settled != null && message.settled !== false)
                    writer.uint32(56).bool(message.settled);
                if (message.run != null && message.run !== 0)
                    writeCounter(writer.uint32(64), message.run);
                return writer;
            };

            ReconcileAsk.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.ReconcileAsk();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.number = value;
                            else
                                delete message.number;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.drained = value;
                            else
                                delete message.drained;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.rows = value;
                            else
                                delete message.rows;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.after = value;
                            else
                                delete message.after;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.through = value;
                            else
                                delete message.through;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.keys && message.keys.length))
                                message.keys = [];
                            counted(reader, message.keys).push(reader.bytes());
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.settled = value;
                            else
                                delete message.settled;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.run = value;
                            else
                                delete message.run;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ReconcileAsk;
        })();

        v1.ReconcileAnswer = (function() {

            const ReconcileAnswer = function (properties) {
                this.rows = [];
                this.objects = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ReconcileAnswer.prototype.number = 0;
            ReconcileAnswer.prototype.drained = false;
            ReconcileAnswer.prototype.rows = $util.emptyArray;
            ReconcileAnswer.prototype.through = $util.newBuffer([]);
            ReconcileAnswer.prototype.objects = $util.emptyArray;
            ReconcileAnswer.prototype.run = 0;

            ReconcileAnswer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.number != null && message.number !== 0)
                    writeCounter(writer.uint32(8), message.number);
                if (message.drained != null && message.drained !== false)
                    writer.uint32(16).bool(message.drained);
                if (message.rows != null && message.rows.length)
                    for (let i = 0; i < message.rows.length; ++i)
                        $root.hyperdex.v1.ReconcileRow.encode(message.rows[i], writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.through != null && message.through.length)
                    writer.uint32(34).bytes(message.through);
                if (message.objects != null && message.objects.length)
                    for (let i = 0; i < message.objects.length; ++i)
                        $root.hyperdex.v1.CopyRow.encode(message.objects[i], writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.run != null && message.run !== 0)
                    writeCounter(writer.uint32(48), message.run);
                return writer;
            };

            ReconcileAnswer.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.ReconcileAnswer();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.number = value;
                            else
                                delete message.number;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.drained = value;
                            else
                                delete message.drained;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.rows && message.rows.length))
                                message.rows = [];
                            counted(reader, message.rows).push($root.hyperdex.v1.ReconcileRow.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.through = value;
                            else
                                delete message.through;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.objects && message.objects.length))
                                message.objects = [];
                            counted(reader, message.objects).push($root.hyperdex.v1.CopyRow.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.run = value;
                            else
                                delete message.run;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ReconcileAnswer;
        })();

        v1.ReconcileRow = (function() {

            const ReconcileRow = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ReconcileRow.prototype.key = $util.newBuffer([]);
            ReconcileRow.prototype.version = 0;
            ReconcileRow.prototype.sum = 0;
            ReconcileRow.prototype.removed = false;

            ReconcileRow.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.key != null && message.key.length)
                    writer.uint32(10).bytes(message.key);
                if (message.version != null && message.version !== 0)
                    writeCounter(writer.uint32(16), message.version);
                if (message.sum != null && message.sum !== 0)
                    writeCounter(writer.uint32(24), message.sum);
                if (message.removed != null && message.removed !== false)
                    writer.uint32(32).bool(message.removed);
                return writer;
            };

            ReconcileRow.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.hyperdex.v1.ReconcileRow();
                while (reader.pos < end) {
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.key = value;
                            else
                                delete message.key;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = readCounter(reader))
                                message.sum = value;
                            else
                                delete message.sum;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.removed = value;
                            else
                                delete message.removed;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ReconcileRow;
        })();

        return v1;
    })();

    return hyperdex;
})();

export {
  $root as default
};
