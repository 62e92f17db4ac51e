import * as $protobuf from "protobufjs/minimal.js";

/** Namespace hyperdex. */
export namespace hyperdex {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of an AddSpaceCall.
         * @deprecated Use hyperdex.v1.AddSpaceCall.$Properties instead.
         */
        interface IAddSpaceCall extends hyperdex.v1.AddSpaceCall.$Properties {
        }

        /** Represents an AddSpaceCall. */
        class AddSpaceCall {

            /**
             * Constructs a new AddSpaceCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.AddSpaceCall.$Properties);

            /** AddSpaceCall definition. */
            definition: string;

            /**
             * Encodes the specified AddSpaceCall message. Does not implicitly {@link hyperdex.v1.AddSpaceCall.verify|verify} messages.
             * @param message AddSpaceCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.AddSpaceCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AddSpaceCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.AddSpaceCall & hyperdex.v1.AddSpaceCall.$Shape} AddSpaceCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.AddSpaceCall & hyperdex.v1.AddSpaceCall.$Shape;
        }

        namespace AddSpaceCall {

            /** Properties of an AddSpaceCall. */
            interface $Properties {

                /** AddSpaceCall definition */
                definition?: (string|null);
            }

            /** Shape of an AddSpaceCall. */
            type $Shape = hyperdex.v1.AddSpaceCall.$Properties;
        }

        /**
         * Properties of a RemoveSpaceCall.
         * @deprecated Use hyperdex.v1.RemoveSpaceCall.$Properties instead.
         */
        interface IRemoveSpaceCall extends hyperdex.v1.RemoveSpaceCall.$Properties {
        }

        /** Represents a RemoveSpaceCall. */
        class RemoveSpaceCall {

            /**
             * Constructs a new RemoveSpaceCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.RemoveSpaceCall.$Properties);

            /** RemoveSpaceCall name. */
            name: string;

            /**
             * Encodes the specified RemoveSpaceCall message. Does not implicitly {@link hyperdex.v1.RemoveSpaceCall.verify|verify} messages.
             * @param message RemoveSpaceCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.RemoveSpaceCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RemoveSpaceCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.RemoveSpaceCall & hyperdex.v1.RemoveSpaceCall.$Shape} RemoveSpaceCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.RemoveSpaceCall & hyperdex.v1.RemoveSpaceCall.$Shape;
        }

        namespace RemoveSpaceCall {

            /** Properties of a RemoveSpaceCall. */
            interface $Properties {

                /** RemoveSpaceCall name */
                name?: (string|null);
            }

            /** Shape of a RemoveSpaceCall. */
            type $Shape = hyperdex.v1.RemoveSpaceCall.$Properties;
        }

        /**
         * Properties of a RenameSpaceCall.
         * @deprecated Use hyperdex.v1.RenameSpaceCall.$Properties instead.
         */
        interface IRenameSpaceCall extends hyperdex.v1.RenameSpaceCall.$Properties {
        }

        /** Represents a RenameSpaceCall. */
        class RenameSpaceCall {

            /**
             * Constructs a new RenameSpaceCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.RenameSpaceCall.$Properties);

            /** RenameSpaceCall from. */
            from: string;

            /** RenameSpaceCall to. */
            to: string;

            /**
             * Encodes the specified RenameSpaceCall message. Does not implicitly {@link hyperdex.v1.RenameSpaceCall.verify|verify} messages.
             * @param message RenameSpaceCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.RenameSpaceCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RenameSpaceCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.RenameSpaceCall & hyperdex.v1.RenameSpaceCall.$Shape} RenameSpaceCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.RenameSpaceCall & hyperdex.v1.RenameSpaceCall.$Shape;
        }

        namespace RenameSpaceCall {

            /** Properties of a RenameSpaceCall. */
            interface $Properties {

                /** RenameSpaceCall from */
                from?: (string|null);

                /** RenameSpaceCall to */
                to?: (string|null);
            }

            /** Shape of a RenameSpaceCall. */
            type $Shape = hyperdex.v1.RenameSpaceCall.$Properties;
        }

        /**
         * Properties of an AddAttributeCall.
         * @deprecated Use hyperdex.v1.AddAttributeCall.$Properties instead.
         */
        interface IAddAttributeCall extends hyperdex.v1.AddAttributeCall.$Properties {
        }

        /** Represents an AddAttributeCall. */
        class AddAttributeCall {

            /**
             * Constructs a new AddAttributeCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.AddAttributeCall.$Properties);

            /** AddAttributeCall space. */
            space: string;

            /** AddAttributeCall attribute. */
            attribute: string;

            /**
             * Encodes the specified AddAttributeCall message. Does not implicitly {@link hyperdex.v1.AddAttributeCall.verify|verify} messages.
             * @param message AddAttributeCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.AddAttributeCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AddAttributeCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.AddAttributeCall & hyperdex.v1.AddAttributeCall.$Shape} AddAttributeCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.AddAttributeCall & hyperdex.v1.AddAttributeCall.$Shape;
        }

        namespace AddAttributeCall {

            /** Properties of an AddAttributeCall. */
            interface $Properties {

                /** AddAttributeCall space */
                space?: (string|null);

                /** AddAttributeCall attribute */
                attribute?: (string|null);
            }

            /** Shape of an AddAttributeCall. */
            type $Shape = hyperdex.v1.AddAttributeCall.$Properties;
        }

        /**
         * Properties of an IndexCall.
         * @deprecated Use hyperdex.v1.IndexCall.$Properties instead.
         */
        interface IIndexCall extends hyperdex.v1.IndexCall.$Properties {
        }

        /** Represents an IndexCall. */
        class IndexCall {

            /**
             * Constructs a new IndexCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.IndexCall.$Properties);

            /** IndexCall space. */
            space: string;

            /** IndexCall index. */
            index: string;

            /**
             * Encodes the specified IndexCall message. Does not implicitly {@link hyperdex.v1.IndexCall.verify|verify} messages.
             * @param message IndexCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.IndexCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an IndexCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.IndexCall & hyperdex.v1.IndexCall.$Shape} IndexCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.IndexCall & hyperdex.v1.IndexCall.$Shape;
        }

        namespace IndexCall {

            /** Properties of an IndexCall. */
            interface $Properties {

                /** IndexCall space */
                space?: (string|null);

                /** IndexCall index */
                index?: (string|null);
            }

            /** Shape of an IndexCall. */
            type $Shape = hyperdex.v1.IndexCall.$Properties;
        }

        /**
         * Properties of a RemoveAttributeCall.
         * @deprecated Use hyperdex.v1.RemoveAttributeCall.$Properties instead.
         */
        interface IRemoveAttributeCall extends hyperdex.v1.RemoveAttributeCall.$Properties {
        }

        /** Represents a RemoveAttributeCall. */
        class RemoveAttributeCall {

            /**
             * Constructs a new RemoveAttributeCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.RemoveAttributeCall.$Properties);

            /** RemoveAttributeCall space. */
            space: string;

            /** RemoveAttributeCall name. */
            name: string;

            /**
             * Encodes the specified RemoveAttributeCall message. Does not implicitly {@link hyperdex.v1.RemoveAttributeCall.verify|verify} messages.
             * @param message RemoveAttributeCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.RemoveAttributeCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RemoveAttributeCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.RemoveAttributeCall & hyperdex.v1.RemoveAttributeCall.$Shape} RemoveAttributeCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.RemoveAttributeCall & hyperdex.v1.RemoveAttributeCall.$Shape;
        }

        namespace RemoveAttributeCall {

            /** Properties of a RemoveAttributeCall. */
            interface $Properties {

                /** RemoveAttributeCall space */
                space?: (string|null);

                /** RemoveAttributeCall name */
                name?: (string|null);
            }

            /** Shape of a RemoveAttributeCall. */
            type $Shape = hyperdex.v1.RemoveAttributeCall.$Properties;
        }

        /**
         * Properties of a SetReadOnlyCall.
         * @deprecated Use hyperdex.v1.SetReadOnlyCall.$Properties instead.
         */
        interface ISetReadOnlyCall extends hyperdex.v1.SetReadOnlyCall.$Properties {
        }

        /** Represents a SetReadOnlyCall. */
        class SetReadOnlyCall {

            /**
             * Constructs a new SetReadOnlyCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SetReadOnlyCall.$Properties);

            /** SetReadOnlyCall space. */
            space: string;

            /** SetReadOnlyCall readOnly. */
            readOnly: boolean;

            /**
             * Encodes the specified SetReadOnlyCall message. Does not implicitly {@link hyperdex.v1.SetReadOnlyCall.verify|verify} messages.
             * @param message SetReadOnlyCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SetReadOnlyCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SetReadOnlyCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SetReadOnlyCall & hyperdex.v1.SetReadOnlyCall.$Shape} SetReadOnlyCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SetReadOnlyCall & hyperdex.v1.SetReadOnlyCall.$Shape;
        }

        namespace SetReadOnlyCall {

            /** Properties of a SetReadOnlyCall. */
            interface $Properties {

                /** SetReadOnlyCall space */
                space?: (string|null);

                /** SetReadOnlyCall readOnly */
                readOnly?: (boolean|null);
            }

            /** Shape of a SetReadOnlyCall. */
            type $Shape = hyperdex.v1.SetReadOnlyCall.$Properties;
        }

        /**
         * Properties of a ChangeResult.
         * @deprecated Use hyperdex.v1.ChangeResult.$Properties instead.
         */
        interface IChangeResult extends hyperdex.v1.ChangeResult.$Properties {
        }

        /** Represents a ChangeResult. */
        class ChangeResult {

            /**
             * Constructs a new ChangeResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.ChangeResult.$Properties);

            /** ChangeResult configurationVersion. */
            configurationVersion: number;

            /** ChangeResult changed. */
            changed: boolean;

            /**
             * Encodes the specified ChangeResult message. Does not implicitly {@link hyperdex.v1.ChangeResult.verify|verify} messages.
             * @param message ChangeResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.ChangeResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ChangeResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.ChangeResult & hyperdex.v1.ChangeResult.$Shape} ChangeResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.ChangeResult & hyperdex.v1.ChangeResult.$Shape;
        }

        namespace ChangeResult {

            /** Properties of a ChangeResult. */
            interface $Properties {

                /** ChangeResult configurationVersion */
                configurationVersion?: (number|null);

                /** ChangeResult changed */
                changed?: (boolean|null);
            }

            /** Shape of a ChangeResult. */
            type $Shape = hyperdex.v1.ChangeResult.$Properties;
        }

        /**
         * Properties of a SampleRow.
         * @deprecated Use hyperdex.v1.SampleRow.$Properties instead.
         */
        interface ISampleRow extends hyperdex.v1.SampleRow.$Properties {
        }

        /** Represents a SampleRow. */
        class SampleRow {

            /**
             * Constructs a new SampleRow.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SampleRow.$Properties);

            /** SampleRow values. */
            values: Uint8Array[];

            /**
             * Encodes the specified SampleRow message. Does not implicitly {@link hyperdex.v1.SampleRow.verify|verify} messages.
             * @param message SampleRow message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SampleRow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SampleRow message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SampleRow & hyperdex.v1.SampleRow.$Shape} SampleRow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SampleRow & hyperdex.v1.SampleRow.$Shape;
        }

        namespace SampleRow {

            /** Properties of a SampleRow. */
            interface $Properties {

                /** SampleRow values */
                values?: (Uint8Array[]|null);
            }

            /** Shape of a SampleRow. */
            type $Shape = hyperdex.v1.SampleRow.$Properties;
        }

        /**
         * Properties of an OfferSampleCall.
         * @deprecated Use hyperdex.v1.OfferSampleCall.$Properties instead.
         */
        interface IOfferSampleCall extends hyperdex.v1.OfferSampleCall.$Properties {
        }

        /** Represents an OfferSampleCall. */
        class OfferSampleCall {

            /**
             * Constructs a new OfferSampleCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.OfferSampleCall.$Properties);

            /** OfferSampleCall space. */
            space: string;

            /** OfferSampleCall rows. */
            rows: hyperdex.v1.SampleRow.$Properties[];

            /**
             * Encodes the specified OfferSampleCall message. Does not implicitly {@link hyperdex.v1.OfferSampleCall.verify|verify} messages.
             * @param message OfferSampleCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.OfferSampleCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OfferSampleCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.OfferSampleCall & hyperdex.v1.OfferSampleCall.$Shape} OfferSampleCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.OfferSampleCall & hyperdex.v1.OfferSampleCall.$Shape;
        }

        namespace OfferSampleCall {

            /** Properties of an OfferSampleCall. */
            interface $Properties {

                /** OfferSampleCall space */
                space?: (string|null);

                /** OfferSampleCall rows */
                rows?: (hyperdex.v1.SampleRow.$Properties[]|null);
            }

            /** Shape of an OfferSampleCall. */
            type $Shape = hyperdex.v1.OfferSampleCall.$Properties;
        }

        /**
         * Properties of an OfferSampleResult.
         * @deprecated Use hyperdex.v1.OfferSampleResult.$Properties instead.
         */
        interface IOfferSampleResult extends hyperdex.v1.OfferSampleResult.$Properties {
        }

        /** Represents an OfferSampleResult. */
        class OfferSampleResult {

            /**
             * Constructs a new OfferSampleResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.OfferSampleResult.$Properties);

            /** OfferSampleResult taken. */
            taken: boolean;

            /** OfferSampleResult configurationVersion. */
            configurationVersion: number;

            /** OfferSampleResult reason. */
            reason: string;

            /**
             * Encodes the specified OfferSampleResult message. Does not implicitly {@link hyperdex.v1.OfferSampleResult.verify|verify} messages.
             * @param message OfferSampleResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.OfferSampleResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OfferSampleResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.OfferSampleResult & hyperdex.v1.OfferSampleResult.$Shape} OfferSampleResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.OfferSampleResult & hyperdex.v1.OfferSampleResult.$Shape;
        }

        namespace OfferSampleResult {

            /** Properties of an OfferSampleResult. */
            interface $Properties {

                /** OfferSampleResult taken */
                taken?: (boolean|null);

                /** OfferSampleResult configurationVersion */
                configurationVersion?: (number|null);

                /** OfferSampleResult reason */
                reason?: (string|null);
            }

            /** Shape of an OfferSampleResult. */
            type $Shape = hyperdex.v1.OfferSampleResult.$Properties;
        }

        /**
         * Properties of an OpenSessionCall.
         * @deprecated Use hyperdex.v1.OpenSessionCall.$Properties instead.
         */
        interface IOpenSessionCall extends hyperdex.v1.OpenSessionCall.$Properties {
        }

        /** Represents an OpenSessionCall. */
        class OpenSessionCall {

            /**
             * Constructs a new OpenSessionCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.OpenSessionCall.$Properties);

            /** OpenSessionCall client. */
            client: number;

            /**
             * Encodes the specified OpenSessionCall message. Does not implicitly {@link hyperdex.v1.OpenSessionCall.verify|verify} messages.
             * @param message OpenSessionCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.OpenSessionCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenSessionCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.OpenSessionCall & hyperdex.v1.OpenSessionCall.$Shape} OpenSessionCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.OpenSessionCall & hyperdex.v1.OpenSessionCall.$Shape;
        }

        namespace OpenSessionCall {

            /** Properties of an OpenSessionCall. */
            interface $Properties {

                /** OpenSessionCall client */
                client?: (number|null);
            }

            /** Shape of an OpenSessionCall. */
            type $Shape = hyperdex.v1.OpenSessionCall.$Properties;
        }

        /**
         * Properties of an OpenSessionResult.
         * @deprecated Use hyperdex.v1.OpenSessionResult.$Properties instead.
         */
        interface IOpenSessionResult extends hyperdex.v1.OpenSessionResult.$Properties {
        }

        /** Represents an OpenSessionResult. */
        class OpenSessionResult {

            /**
             * Constructs a new OpenSessionResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.OpenSessionResult.$Properties);

            /** OpenSessionResult client. */
            client: number;

            /** OpenSessionResult sessionMs. */
            sessionMs: number;

            /**
             * Encodes the specified OpenSessionResult message. Does not implicitly {@link hyperdex.v1.OpenSessionResult.verify|verify} messages.
             * @param message OpenSessionResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.OpenSessionResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenSessionResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.OpenSessionResult & hyperdex.v1.OpenSessionResult.$Shape} OpenSessionResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.OpenSessionResult & hyperdex.v1.OpenSessionResult.$Shape;
        }

        namespace OpenSessionResult {

            /** Properties of an OpenSessionResult. */
            interface $Properties {

                /** OpenSessionResult client */
                client?: (number|null);

                /** OpenSessionResult sessionMs */
                sessionMs?: (number|null);
            }

            /** Shape of an OpenSessionResult. */
            type $Shape = hyperdex.v1.OpenSessionResult.$Properties;
        }

        /**
         * Properties of a ChangeServerCall.
         * @deprecated Use hyperdex.v1.ChangeServerCall.$Properties instead.
         */
        interface IChangeServerCall extends hyperdex.v1.ChangeServerCall.$Properties {
        }

        /** Represents a ChangeServerCall. */
        class ChangeServerCall {

            /**
             * Constructs a new ChangeServerCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.ChangeServerCall.$Properties);

            /** ChangeServerCall server. */
            server: number;

            /** ChangeServerCall change. */
            change: hyperdex.v1.ChangeServerCall.Change;

            /**
             * Encodes the specified ChangeServerCall message. Does not implicitly {@link hyperdex.v1.ChangeServerCall.verify|verify} messages.
             * @param message ChangeServerCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.ChangeServerCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ChangeServerCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.ChangeServerCall & hyperdex.v1.ChangeServerCall.$Shape} ChangeServerCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.ChangeServerCall & hyperdex.v1.ChangeServerCall.$Shape;
        }

        namespace ChangeServerCall {

            /** Properties of a ChangeServerCall. */
            interface $Properties {

                /** ChangeServerCall server */
                server?: (number|null);

                /** ChangeServerCall change */
                change?: (hyperdex.v1.ChangeServerCall.Change|null);
            }

            /** Shape of a ChangeServerCall. */
            type $Shape = hyperdex.v1.ChangeServerCall.$Properties;

            /** Change enum. */
            enum Change {

                /** offline value */
                offline = 0,

                /** online value */
                online = 1,

                /** kill value */
                kill = 2,

                /** forget value */
                forget = 3
            }
        }

        /**
         * Properties of a SetFaultToleranceCall.
         * @deprecated Use hyperdex.v1.SetFaultToleranceCall.$Properties instead.
         */
        interface ISetFaultToleranceCall extends hyperdex.v1.SetFaultToleranceCall.$Properties {
        }

        /** Represents a SetFaultToleranceCall. */
        class SetFaultToleranceCall {

            /**
             * Constructs a new SetFaultToleranceCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SetFaultToleranceCall.$Properties);

            /** SetFaultToleranceCall space. */
            space: string;

            /** SetFaultToleranceCall failures. */
            failures: number;

            /**
             * Encodes the specified SetFaultToleranceCall message. Does not implicitly {@link hyperdex.v1.SetFaultToleranceCall.verify|verify} messages.
             * @param message SetFaultToleranceCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SetFaultToleranceCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SetFaultToleranceCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SetFaultToleranceCall & hyperdex.v1.SetFaultToleranceCall.$Shape} SetFaultToleranceCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SetFaultToleranceCall & hyperdex.v1.SetFaultToleranceCall.$Shape;
        }

        namespace SetFaultToleranceCall {

            /** Properties of a SetFaultToleranceCall. */
            interface $Properties {

                /** SetFaultToleranceCall space */
                space?: (string|null);

                /** SetFaultToleranceCall failures */
                failures?: (number|null);
            }

            /** Shape of a SetFaultToleranceCall. */
            type $Shape = hyperdex.v1.SetFaultToleranceCall.$Properties;
        }

        /**
         * Properties of a SetPartitionsCall.
         * @deprecated Use hyperdex.v1.SetPartitionsCall.$Properties instead.
         */
        interface ISetPartitionsCall extends hyperdex.v1.SetPartitionsCall.$Properties {
        }

        /** Represents a SetPartitionsCall. */
        class SetPartitionsCall {

            /**
             * Constructs a new SetPartitionsCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SetPartitionsCall.$Properties);

            /** SetPartitionsCall space. */
            space: string;

            /** SetPartitionsCall partitions. */
            partitions: number;

            /** SetPartitionsCall sample. */
            sample: hyperdex.v1.SampleRow.$Properties[];

            /** SetPartitionsCall sampled. */
            sampled: boolean;

            /**
             * Encodes the specified SetPartitionsCall message. Does not implicitly {@link hyperdex.v1.SetPartitionsCall.verify|verify} messages.
             * @param message SetPartitionsCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SetPartitionsCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SetPartitionsCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SetPartitionsCall & hyperdex.v1.SetPartitionsCall.$Shape} SetPartitionsCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SetPartitionsCall & hyperdex.v1.SetPartitionsCall.$Shape;
        }

        namespace SetPartitionsCall {

            /** Properties of a SetPartitionsCall. */
            interface $Properties {

                /** SetPartitionsCall space */
                space?: (string|null);

                /** SetPartitionsCall partitions */
                partitions?: (number|null);

                /** SetPartitionsCall sample */
                sample?: (hyperdex.v1.SampleRow.$Properties[]|null);

                /** SetPartitionsCall sampled */
                sampled?: (boolean|null);
            }

            /** Shape of a SetPartitionsCall. */
            type $Shape = hyperdex.v1.SetPartitionsCall.$Properties;
        }

        /**
         * Properties of a WaitUntilStableCall.
         * @deprecated Use hyperdex.v1.WaitUntilStableCall.$Properties instead.
         */
        interface IWaitUntilStableCall extends hyperdex.v1.WaitUntilStableCall.$Properties {
        }

        /** Represents a WaitUntilStableCall. */
        class WaitUntilStableCall {

            /**
             * Constructs a new WaitUntilStableCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.WaitUntilStableCall.$Properties);

            /**
             * Encodes the specified WaitUntilStableCall message. Does not implicitly {@link hyperdex.v1.WaitUntilStableCall.verify|verify} messages.
             * @param message WaitUntilStableCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.WaitUntilStableCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WaitUntilStableCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.WaitUntilStableCall & hyperdex.v1.WaitUntilStableCall.$Shape} WaitUntilStableCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.WaitUntilStableCall & hyperdex.v1.WaitUntilStableCall.$Shape;
        }

        namespace WaitUntilStableCall {

            /** Properties of a WaitUntilStableCall. */
            interface $Properties {
            }

            /** Shape of a WaitUntilStableCall. */
            type $Shape = hyperdex.v1.WaitUntilStableCall.$Properties;
        }

        /**
         * Properties of a WaitUntilStableResult.
         * @deprecated Use hyperdex.v1.WaitUntilStableResult.$Properties instead.
         */
        interface IWaitUntilStableResult extends hyperdex.v1.WaitUntilStableResult.$Properties {
        }

        /** Represents a WaitUntilStableResult. */
        class WaitUntilStableResult {

            /**
             * Constructs a new WaitUntilStableResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.WaitUntilStableResult.$Properties);

            /** WaitUntilStableResult configurationVersion. */
            configurationVersion: number;

            /**
             * Encodes the specified WaitUntilStableResult message. Does not implicitly {@link hyperdex.v1.WaitUntilStableResult.verify|verify} messages.
             * @param message WaitUntilStableResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.WaitUntilStableResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WaitUntilStableResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.WaitUntilStableResult & hyperdex.v1.WaitUntilStableResult.$Shape} WaitUntilStableResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.WaitUntilStableResult & hyperdex.v1.WaitUntilStableResult.$Shape;
        }

        namespace WaitUntilStableResult {

            /** Properties of a WaitUntilStableResult. */
            interface $Properties {

                /** WaitUntilStableResult configurationVersion */
                configurationVersion?: (number|null);
            }

            /** Shape of a WaitUntilStableResult. */
            type $Shape = hyperdex.v1.WaitUntilStableResult.$Properties;
        }

        /**
         * Properties of a CheckCall.
         * @deprecated Use hyperdex.v1.CheckCall.$Properties instead.
         */
        interface ICheckCall extends hyperdex.v1.CheckCall.$Properties {
        }

        /** Represents a CheckCall. */
        class CheckCall {

            /**
             * Constructs a new CheckCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.CheckCall.$Properties);

            /** CheckCall spaces. */
            spaces: string[];

            /** CheckCall repair. */
            repair: boolean;

            /**
             * Encodes the specified CheckCall message. Does not implicitly {@link hyperdex.v1.CheckCall.verify|verify} messages.
             * @param message CheckCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.CheckCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CheckCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.CheckCall & hyperdex.v1.CheckCall.$Shape} CheckCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.CheckCall & hyperdex.v1.CheckCall.$Shape;
        }

        namespace CheckCall {

            /** Properties of a CheckCall. */
            interface $Properties {

                /** CheckCall spaces */
                spaces?: (string[]|null);

                /** CheckCall repair */
                repair?: (boolean|null);
            }

            /** Shape of a CheckCall. */
            type $Shape = hyperdex.v1.CheckCall.$Properties;
        }

        /**
         * Properties of a CheckEvent.
         * @deprecated Use hyperdex.v1.CheckEvent.$Properties instead.
         */
        interface ICheckEvent extends hyperdex.v1.CheckEvent.$Properties {
        }

        /** Represents a CheckEvent. */
        class CheckEvent {

            /**
             * Constructs a new CheckEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.CheckEvent.$Properties);

            /** CheckEvent space. */
            space: string;

            /** CheckEvent found. */
            found?: (hyperdex.v1.CopyDifference.$Properties|null);

            /** CheckEvent left. */
            left?: (hyperdex.v1.CopyDifference.$Properties|null);

            /** CheckEvent progress. */
            progress?: (number|null);

            /** CheckEvent summary. */
            summary?: (hyperdex.v1.CheckSummary.$Properties|null);

            /**
             * Encodes the specified CheckEvent message. Does not implicitly {@link hyperdex.v1.CheckEvent.verify|verify} messages.
             * @param message CheckEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.CheckEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CheckEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.CheckEvent & hyperdex.v1.CheckEvent.$Shape} CheckEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.CheckEvent & hyperdex.v1.CheckEvent.$Shape;
        }

        namespace CheckEvent {

            /** Properties of a CheckEvent. */
            interface $Properties {

                /** CheckEvent space */
                space?: (string|null);

                /** CheckEvent found */
                found?: (hyperdex.v1.CopyDifference.$Properties|null);

                /** CheckEvent left */
                left?: (hyperdex.v1.CopyDifference.$Properties|null);

                /** CheckEvent progress */
                progress?: (number|null);

                /** CheckEvent summary */
                summary?: (hyperdex.v1.CheckSummary.$Properties|null);

                /** CheckEvent kind */
                kind?: ("found"|"left"|"progress"|"summary");
            }

            /** Narrowed shape of a CheckEvent. */
            type $Shape = {
              space?: string|null;
              found?: hyperdex.v1.CopyDifference.$Shape|null;
              left?: hyperdex.v1.CopyDifference.$Shape|null;
              progress?: number|null;
              summary?: hyperdex.v1.CheckSummary.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; found?: null; left?: null; progress?: null; summary?: null }|{ kind?: "found"; found: hyperdex.v1.CopyDifference.$Shape; left?: null; progress?: null; summary?: null }|{ kind?: "left"; found?: null; left: hyperdex.v1.CopyDifference.$Shape; progress?: null; summary?: null }|{ kind?: "progress"; found?: null; left?: null; progress: number; summary?: null }|{ kind?: "summary"; found?: null; left?: null; progress?: null; summary: hyperdex.v1.CheckSummary.$Shape })
            );
        }

        /**
         * Properties of a CopyDifference.
         * @deprecated Use hyperdex.v1.CopyDifference.$Properties instead.
         */
        interface ICopyDifference extends hyperdex.v1.CopyDifference.$Properties {
        }

        /** Represents a CopyDifference. */
        class CopyDifference {

            /**
             * Constructs a new CopyDifference.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.CopyDifference.$Properties);

            /** CopyDifference kind. */
            kind: string;

            /** CopyDifference key. */
            key: Uint8Array;

            /** CopyDifference subspace. */
            subspace: number;

            /** CopyDifference region. */
            region: number;

            /** CopyDifference server. */
            server: number;

            /** CopyDifference version. */
            version: number;

            /** CopyDifference wanted. */
            wanted: number;

            /**
             * Encodes the specified CopyDifference message. Does not implicitly {@link hyperdex.v1.CopyDifference.verify|verify} messages.
             * @param message CopyDifference message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.CopyDifference.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CopyDifference message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.CopyDifference & hyperdex.v1.CopyDifference.$Shape} CopyDifference
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.CopyDifference & hyperdex.v1.CopyDifference.$Shape;
        }

        namespace CopyDifference {

            /** Properties of a CopyDifference. */
            interface $Properties {

                /** CopyDifference kind */
                kind?: (string|null);

                /** CopyDifference key */
                key?: (Uint8Array|null);

                /** CopyDifference subspace */
                subspace?: (number|null);

                /** CopyDifference region */
                region?: (number|null);

                /** CopyDifference server */
                server?: (number|null);

                /** CopyDifference version */
                version?: (number|null);

                /** CopyDifference wanted */
                wanted?: (number|null);
            }

            /** Shape of a CopyDifference. */
            type $Shape = hyperdex.v1.CopyDifference.$Properties;
        }

        /**
         * Properties of a CheckSummary.
         * @deprecated Use hyperdex.v1.CheckSummary.$Properties instead.
         */
        interface ICheckSummary extends hyperdex.v1.CheckSummary.$Properties {
        }

        /** Represents a CheckSummary. */
        class CheckSummary {

            /**
             * Constructs a new CheckSummary.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.CheckSummary.$Properties);

            /** CheckSummary alike. */
            alike: boolean;

            /** CheckSummary spaces. */
            spaces: hyperdex.v1.SpaceCheck.$Properties[];

            /**
             * Encodes the specified CheckSummary message. Does not implicitly {@link hyperdex.v1.CheckSummary.verify|verify} messages.
             * @param message CheckSummary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.CheckSummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CheckSummary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.CheckSummary & hyperdex.v1.CheckSummary.$Shape} CheckSummary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.CheckSummary & hyperdex.v1.CheckSummary.$Shape;
        }

        namespace CheckSummary {

            /** Properties of a CheckSummary. */
            interface $Properties {

                /** CheckSummary alike */
                alike?: (boolean|null);

                /** CheckSummary spaces */
                spaces?: (hyperdex.v1.SpaceCheck.$Properties[]|null);
            }

            /** Shape of a CheckSummary. */
            type $Shape = hyperdex.v1.CheckSummary.$Properties;
        }

        /**
         * Properties of a SpaceCheck.
         * @deprecated Use hyperdex.v1.SpaceCheck.$Properties instead.
         */
        interface ISpaceCheck extends hyperdex.v1.SpaceCheck.$Properties {
        }

        /** Represents a SpaceCheck. */
        class SpaceCheck {

            /**
             * Constructs a new SpaceCheck.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SpaceCheck.$Properties);

            /** SpaceCheck space. */
            space: string;

            /** SpaceCheck refused. */
            refused?: (hyperdex.v1.Failure.$Properties|null);

            /** SpaceCheck keys. */
            keys: number;

            /** SpaceCheck copies. */
            copies: number;

            /** SpaceCheck differences. */
            differences: number;

            /** SpaceCheck left. */
            left: number;

            /** SpaceCheck unsettled. */
            unsettled: number;

            /**
             * Encodes the specified SpaceCheck message. Does not implicitly {@link hyperdex.v1.SpaceCheck.verify|verify} messages.
             * @param message SpaceCheck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SpaceCheck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SpaceCheck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SpaceCheck & hyperdex.v1.SpaceCheck.$Shape} SpaceCheck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SpaceCheck & hyperdex.v1.SpaceCheck.$Shape;
        }

        namespace SpaceCheck {

            /** Properties of a SpaceCheck. */
            interface $Properties {

                /** SpaceCheck space */
                space?: (string|null);

                /** SpaceCheck refused */
                refused?: (hyperdex.v1.Failure.$Properties|null);

                /** SpaceCheck keys */
                keys?: (number|null);

                /** SpaceCheck copies */
                copies?: (number|null);

                /** SpaceCheck differences */
                differences?: (number|null);

                /** SpaceCheck left */
                left?: (number|null);

                /** SpaceCheck unsettled */
                unsettled?: (number|null);
            }

            /** Shape of a SpaceCheck. */
            type $Shape = hyperdex.v1.SpaceCheck.$Properties;
        }

        /**
         * Properties of a GetConfigurationCall.
         * @deprecated Use hyperdex.v1.GetConfigurationCall.$Properties instead.
         */
        interface IGetConfigurationCall extends hyperdex.v1.GetConfigurationCall.$Properties {
        }

        /** Represents a GetConfigurationCall. */
        class GetConfigurationCall {

            /**
             * Constructs a new GetConfigurationCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.GetConfigurationCall.$Properties);

            /** GetConfigurationCall knownVersion. */
            knownVersion: number;

            /**
             * Encodes the specified GetConfigurationCall message. Does not implicitly {@link hyperdex.v1.GetConfigurationCall.verify|verify} messages.
             * @param message GetConfigurationCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.GetConfigurationCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetConfigurationCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.GetConfigurationCall & hyperdex.v1.GetConfigurationCall.$Shape} GetConfigurationCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.GetConfigurationCall & hyperdex.v1.GetConfigurationCall.$Shape;
        }

        namespace GetConfigurationCall {

            /** Properties of a GetConfigurationCall. */
            interface $Properties {

                /** GetConfigurationCall knownVersion */
                knownVersion?: (number|null);
            }

            /** Shape of a GetConfigurationCall. */
            type $Shape = hyperdex.v1.GetConfigurationCall.$Properties;
        }

        /**
         * Properties of a ConfigurationChange.
         * @deprecated Use hyperdex.v1.ConfigurationChange.$Properties instead.
         */
        interface IConfigurationChange extends hyperdex.v1.ConfigurationChange.$Properties {
        }

        /** Represents a ConfigurationChange. */
        class ConfigurationChange {

            /**
             * Constructs a new ConfigurationChange.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.ConfigurationChange.$Properties);

            /** ConfigurationChange fromVersion. */
            fromVersion: number;

            /** ConfigurationChange toVersion. */
            toVersion: number;

            /** ConfigurationChange cluster. */
            cluster: string;

            /** ConfigurationChange readOnly. */
            readOnly: boolean;

            /** ConfigurationChange servers. */
            servers: hyperdex.v1.ServerEntry.$Properties[];

            /** ConfigurationChange serversRemoved. */
            serversRemoved: number[];

            /** ConfigurationChange spaces. */
            spaces: hyperdex.v1.SpaceEntry.$Properties[];

            /** ConfigurationChange spacesRemoved. */
            spacesRemoved: number[];

            /** ConfigurationChange regions. */
            regions: hyperdex.v1.RegionEntry.$Properties[];

            /** ConfigurationChange sessions. */
            sessions?: (hyperdex.v1.SessionsEntry.$Properties|null);

            /**
             * Encodes the specified ConfigurationChange message. Does not implicitly {@link hyperdex.v1.ConfigurationChange.verify|verify} messages.
             * @param message ConfigurationChange message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.ConfigurationChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConfigurationChange message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.ConfigurationChange & hyperdex.v1.ConfigurationChange.$Shape} ConfigurationChange
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.ConfigurationChange & hyperdex.v1.ConfigurationChange.$Shape;
        }

        namespace ConfigurationChange {

            /** Properties of a ConfigurationChange. */
            interface $Properties {

                /** ConfigurationChange fromVersion */
                fromVersion?: (number|null);

                /** ConfigurationChange toVersion */
                toVersion?: (number|null);

                /** ConfigurationChange cluster */
                cluster?: (string|null);

                /** ConfigurationChange readOnly */
                readOnly?: (boolean|null);

                /** ConfigurationChange servers */
                servers?: (hyperdex.v1.ServerEntry.$Properties[]|null);

                /** ConfigurationChange serversRemoved */
                serversRemoved?: (number[]|null);

                /** ConfigurationChange spaces */
                spaces?: (hyperdex.v1.SpaceEntry.$Properties[]|null);

                /** ConfigurationChange spacesRemoved */
                spacesRemoved?: (number[]|null);

                /** ConfigurationChange regions */
                regions?: (hyperdex.v1.RegionEntry.$Properties[]|null);

                /** ConfigurationChange sessions */
                sessions?: (hyperdex.v1.SessionsEntry.$Properties|null);
            }

            /** Shape of a ConfigurationChange. */
            type $Shape = hyperdex.v1.ConfigurationChange.$Properties;
        }

        /**
         * Properties of a SessionsEntry.
         * @deprecated Use hyperdex.v1.SessionsEntry.$Properties instead.
         */
        interface ISessionsEntry extends hyperdex.v1.SessionsEntry.$Properties {
        }

        /** Represents a SessionsEntry. */
        class SessionsEntry {

            /**
             * Constructs a new SessionsEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SessionsEntry.$Properties);

            /** SessionsEntry endedBelow. */
            endedBelow: number;

            /** SessionsEntry live. */
            live: number[];

            /** SessionsEntry liveFrom. */
            liveFrom: number;

            /** SessionsEntry ended. */
            ended: number[];

            /**
             * Encodes the specified SessionsEntry message. Does not implicitly {@link hyperdex.v1.SessionsEntry.verify|verify} messages.
             * @param message SessionsEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SessionsEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SessionsEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SessionsEntry & hyperdex.v1.SessionsEntry.$Shape} SessionsEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SessionsEntry & hyperdex.v1.SessionsEntry.$Shape;
        }

        namespace SessionsEntry {

            /** Properties of a SessionsEntry. */
            interface $Properties {

                /** SessionsEntry endedBelow */
                endedBelow?: (number|null);

                /** SessionsEntry live */
                live?: (number[]|null);

                /** SessionsEntry liveFrom */
                liveFrom?: (number|null);

                /** SessionsEntry ended */
                ended?: (number[]|null);
            }

            /** Shape of a SessionsEntry. */
            type $Shape = hyperdex.v1.SessionsEntry.$Properties;
        }

        /**
         * Properties of a ServerEntry.
         * @deprecated Use hyperdex.v1.ServerEntry.$Properties instead.
         */
        interface IServerEntry extends hyperdex.v1.ServerEntry.$Properties {
        }

        /** Represents a ServerEntry. */
        class ServerEntry {

            /**
             * Constructs a new ServerEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.ServerEntry.$Properties);

            /** ServerEntry id. */
            id: number;

            /** ServerEntry address. */
            address: string;

            /** ServerEntry domain. */
            domain: string;

            /** ServerEntry incarnation. */
            incarnation: number;

            /** ServerEntry full. */
            full: boolean;

            /** ServerEntry nonce. */
            nonce: number;

            /**
             * Encodes the specified ServerEntry message. Does not implicitly {@link hyperdex.v1.ServerEntry.verify|verify} messages.
             * @param message ServerEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.ServerEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ServerEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.ServerEntry & hyperdex.v1.ServerEntry.$Shape} ServerEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.ServerEntry & hyperdex.v1.ServerEntry.$Shape;
        }

        namespace ServerEntry {

            /** Properties of a ServerEntry. */
            interface $Properties {

                /** ServerEntry id */
                id?: (number|null);

                /** ServerEntry address */
                address?: (string|null);

                /** ServerEntry domain */
                domain?: (string|null);

                /** ServerEntry incarnation */
                incarnation?: (number|null);

                /** ServerEntry full */
                full?: (boolean|null);

                /** ServerEntry nonce */
                nonce?: (number|null);
            }

            /** Shape of a ServerEntry. */
            type $Shape = hyperdex.v1.ServerEntry.$Properties;
        }

        /**
         * Properties of a SpaceEntry.
         * @deprecated Use hyperdex.v1.SpaceEntry.$Properties instead.
         */
        interface ISpaceEntry extends hyperdex.v1.SpaceEntry.$Properties {
        }

        /** Represents a SpaceEntry. */
        class SpaceEntry {

            /**
             * Constructs a new SpaceEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SpaceEntry.$Properties);

            /** SpaceEntry id. */
            id: number;

            /** SpaceEntry schemaVersion. */
            schemaVersion: number;

            /** SpaceEntry definition. */
            definition: string;

            /** SpaceEntry settling. */
            settling: boolean;

            /** SpaceEntry readOnly. */
            readOnly: boolean;

            /** SpaceEntry subspaces. */
            subspaces: hyperdex.v1.SubspaceEntry.$Properties[];

            /** SpaceEntry dropped. */
            dropped: number[];

            /** SpaceEntry buildingPartitions. */
            buildingPartitions: number;

            /**
             * Encodes the specified SpaceEntry message. Does not implicitly {@link hyperdex.v1.SpaceEntry.verify|verify} messages.
             * @param message SpaceEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SpaceEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SpaceEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SpaceEntry & hyperdex.v1.SpaceEntry.$Shape} SpaceEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SpaceEntry & hyperdex.v1.SpaceEntry.$Shape;
        }

        namespace SpaceEntry {

            /** Properties of a SpaceEntry. */
            interface $Properties {

                /** SpaceEntry id */
                id?: (number|null);

                /** SpaceEntry schemaVersion */
                schemaVersion?: (number|null);

                /** SpaceEntry definition */
                definition?: (string|null);

                /** SpaceEntry settling */
                settling?: (boolean|null);

                /** SpaceEntry readOnly */
                readOnly?: (boolean|null);

                /** SpaceEntry subspaces */
                subspaces?: (hyperdex.v1.SubspaceEntry.$Properties[]|null);

                /** SpaceEntry dropped */
                dropped?: (number[]|null);

                /** SpaceEntry buildingPartitions */
                buildingPartitions?: (number|null);
            }

            /** Shape of a SpaceEntry. */
            type $Shape = hyperdex.v1.SpaceEntry.$Properties;
        }

        /**
         * Properties of a SubspaceEntry.
         * @deprecated Use hyperdex.v1.SubspaceEntry.$Properties instead.
         */
        interface ISubspaceEntry extends hyperdex.v1.SubspaceEntry.$Properties {
        }

        /** Represents a SubspaceEntry. */
        class SubspaceEntry {

            /**
             * Constructs a new SubspaceEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SubspaceEntry.$Properties);

            /** SubspaceEntry axes. */
            axes: hyperdex.v1.AxisEntry.$Properties[];

            /** SubspaceEntry regions. */
            regions: hyperdex.v1.RegionEntry.$Properties[];

            /** SubspaceEntry stage. */
            stage: hyperdex.v1.SubspaceEntry.Stage;

            /** SubspaceEntry since. */
            since: number[];

            /**
             * Encodes the specified SubspaceEntry message. Does not implicitly {@link hyperdex.v1.SubspaceEntry.verify|verify} messages.
             * @param message SubspaceEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SubspaceEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubspaceEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SubspaceEntry & hyperdex.v1.SubspaceEntry.$Shape} SubspaceEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SubspaceEntry & hyperdex.v1.SubspaceEntry.$Shape;
        }

        namespace SubspaceEntry {

            /** Properties of a SubspaceEntry. */
            interface $Properties {

                /** SubspaceEntry axes */
                axes?: (hyperdex.v1.AxisEntry.$Properties[]|null);

                /** SubspaceEntry regions */
                regions?: (hyperdex.v1.RegionEntry.$Properties[]|null);

                /** SubspaceEntry stage */
                stage?: (hyperdex.v1.SubspaceEntry.Stage|null);

                /** SubspaceEntry since */
                since?: (number[]|null);
            }

            /** Shape of a SubspaceEntry. */
            type $Shape = hyperdex.v1.SubspaceEntry.$Properties;

            /** Stage enum. */
            enum Stage {

                /** serving value */
                serving = 0,

                /** building value */
                building = 1,

                /** retiring value */
                retiring = 2
            }
        }

        /**
         * Properties of an AxisEntry.
         * @deprecated Use hyperdex.v1.AxisEntry.$Properties instead.
         */
        interface IAxisEntry extends hyperdex.v1.AxisEntry.$Properties {
        }

        /** Represents an AxisEntry. */
        class AxisEntry {

            /**
             * Constructs a new AxisEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.AxisEntry.$Properties);

            /** AxisEntry attribute. */
            attribute: number;

            /** AxisEntry side. */
            side: number;

            /** AxisEntry cutPoints. */
            cutPoints: Uint8Array[];

            /**
             * Encodes the specified AxisEntry message. Does not implicitly {@link hyperdex.v1.AxisEntry.verify|verify} messages.
             * @param message AxisEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.AxisEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AxisEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.AxisEntry & hyperdex.v1.AxisEntry.$Shape} AxisEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.AxisEntry & hyperdex.v1.AxisEntry.$Shape;
        }

        namespace AxisEntry {

            /** Properties of an AxisEntry. */
            interface $Properties {

                /** AxisEntry attribute */
                attribute?: (number|null);

                /** AxisEntry side */
                side?: (number|null);

                /** AxisEntry cutPoints */
                cutPoints?: (Uint8Array[]|null);
            }

            /** Shape of an AxisEntry. */
            type $Shape = hyperdex.v1.AxisEntry.$Properties;
        }

        /**
         * Properties of a RegionEntry.
         * @deprecated Use hyperdex.v1.RegionEntry.$Properties instead.
         */
        interface IRegionEntry extends hyperdex.v1.RegionEntry.$Properties {
        }

        /** Represents a RegionEntry. */
        class RegionEntry {

            /**
             * Constructs a new RegionEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.RegionEntry.$Properties);

            /** RegionEntry id. */
            id: number;

            /** RegionEntry epoch. */
            epoch: number;

            /** RegionEntry members. */
            members: number[];

            /** RegionEntry joined. */
            joined: number[];

            /** RegionEntry learner. */
            learner?: (hyperdex.v1.LearnerEntry.$Properties|null);

            /** RegionEntry reconciling. */
            reconciling: boolean;

            /** RegionEntry forgot. */
            forgot: number;

            /** RegionEntry doubtful. */
            doubtful: number[];

            /** RegionEntry founded. */
            founded: number;

            /** RegionEntry standby. */
            standby: hyperdex.v1.LearnerEntry.$Properties[];

            /**
             * Encodes the specified RegionEntry message. Does not implicitly {@link hyperdex.v1.RegionEntry.verify|verify} messages.
             * @param message RegionEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.RegionEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RegionEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.RegionEntry & hyperdex.v1.RegionEntry.$Shape} RegionEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.RegionEntry & hyperdex.v1.RegionEntry.$Shape;
        }

        namespace RegionEntry {

            /** Properties of a RegionEntry. */
            interface $Properties {

                /** RegionEntry id */
                id?: (number|null);

                /** RegionEntry epoch */
                epoch?: (number|null);

                /** RegionEntry members */
                members?: (number[]|null);

                /** RegionEntry joined */
                joined?: (number[]|null);

                /** RegionEntry learner */
                learner?: (hyperdex.v1.LearnerEntry.$Properties|null);

                /** RegionEntry reconciling */
                reconciling?: (boolean|null);

                /** RegionEntry forgot */
                forgot?: (number|null);

                /** RegionEntry doubtful */
                doubtful?: (number[]|null);

                /** RegionEntry founded */
                founded?: (number|null);

                /** RegionEntry standby */
                standby?: (hyperdex.v1.LearnerEntry.$Properties[]|null);
            }

            /** Shape of a RegionEntry. */
            type $Shape = hyperdex.v1.RegionEntry.$Properties;
        }

        /**
         * Properties of a LearnerEntry.
         * @deprecated Use hyperdex.v1.LearnerEntry.$Properties instead.
         */
        interface ILearnerEntry extends hyperdex.v1.LearnerEntry.$Properties {
        }

        /** Represents a LearnerEntry. */
        class LearnerEntry {

            /**
             * Constructs a new LearnerEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.LearnerEntry.$Properties);

            /** LearnerEntry server. */
            server: number;

            /** LearnerEntry joined. */
            joined: number;

            /**
             * Encodes the specified LearnerEntry message. Does not implicitly {@link hyperdex.v1.LearnerEntry.verify|verify} messages.
             * @param message LearnerEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.LearnerEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LearnerEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.LearnerEntry & hyperdex.v1.LearnerEntry.$Shape} LearnerEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.LearnerEntry & hyperdex.v1.LearnerEntry.$Shape;
        }

        namespace LearnerEntry {

            /** Properties of a LearnerEntry. */
            interface $Properties {

                /** LearnerEntry server */
                server?: (number|null);

                /** LearnerEntry joined */
                joined?: (number|null);
            }

            /** Shape of a LearnerEntry. */
            type $Shape = hyperdex.v1.LearnerEntry.$Properties;
        }

        /**
         * Properties of a GetStatusCall.
         * @deprecated Use hyperdex.v1.GetStatusCall.$Properties instead.
         */
        interface IGetStatusCall extends hyperdex.v1.GetStatusCall.$Properties {
        }

        /** Represents a GetStatusCall. */
        class GetStatusCall {

            /**
             * Constructs a new GetStatusCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.GetStatusCall.$Properties);

            /** GetStatusCall local. */
            local: boolean;

            /**
             * Encodes the specified GetStatusCall message. Does not implicitly {@link hyperdex.v1.GetStatusCall.verify|verify} messages.
             * @param message GetStatusCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.GetStatusCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetStatusCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.GetStatusCall & hyperdex.v1.GetStatusCall.$Shape} GetStatusCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.GetStatusCall & hyperdex.v1.GetStatusCall.$Shape;
        }

        namespace GetStatusCall {

            /** Properties of a GetStatusCall. */
            interface $Properties {

                /** GetStatusCall local */
                local?: (boolean|null);
            }

            /** Shape of a GetStatusCall. */
            type $Shape = hyperdex.v1.GetStatusCall.$Properties;
        }

        /**
         * Properties of a StatusResult.
         * @deprecated Use hyperdex.v1.StatusResult.$Properties instead.
         */
        interface IStatusResult extends hyperdex.v1.StatusResult.$Properties {
        }

        /** Represents a StatusResult. */
        class StatusResult {

            /**
             * Constructs a new StatusResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.StatusResult.$Properties);

            /** StatusResult configurationVersion. */
            configurationVersion: number;

            /** StatusResult cluster. */
            cluster: string;

            /** StatusResult servers. */
            servers: hyperdex.v1.ServerStatus.$Properties[];

            /** StatusResult coordinatorReachable. */
            coordinatorReachable: boolean;

            /** StatusResult transfers. */
            transfers: hyperdex.v1.TransferStatus.$Properties[];

            /** StatusResult stable. */
            stable: boolean;

            /** StatusResult repartitions. */
            repartitions: hyperdex.v1.RepartitionStatus.$Properties[];

            /** StatusResult readOnly. */
            readOnly: boolean;

            /** StatusResult readOnlySpaces. */
            readOnlySpaces: string[];

            /**
             * Encodes the specified StatusResult message. Does not implicitly {@link hyperdex.v1.StatusResult.verify|verify} messages.
             * @param message StatusResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.StatusResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatusResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.StatusResult & hyperdex.v1.StatusResult.$Shape} StatusResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.StatusResult & hyperdex.v1.StatusResult.$Shape;
        }

        namespace StatusResult {

            /** Properties of a StatusResult. */
            interface $Properties {

                /** StatusResult configurationVersion */
                configurationVersion?: (number|null);

                /** StatusResult cluster */
                cluster?: (string|null);

                /** StatusResult servers */
                servers?: (hyperdex.v1.ServerStatus.$Properties[]|null);

                /** StatusResult coordinatorReachable */
                coordinatorReachable?: (boolean|null);

                /** StatusResult transfers */
                transfers?: (hyperdex.v1.TransferStatus.$Properties[]|null);

                /** StatusResult stable */
                stable?: (boolean|null);

                /** StatusResult repartitions */
                repartitions?: (hyperdex.v1.RepartitionStatus.$Properties[]|null);

                /** StatusResult readOnly */
                readOnly?: (boolean|null);

                /** StatusResult readOnlySpaces */
                readOnlySpaces?: (string[]|null);
            }

            /** Shape of a StatusResult. */
            type $Shape = hyperdex.v1.StatusResult.$Properties;
        }

        /**
         * Properties of a RepartitionStatus.
         * @deprecated Use hyperdex.v1.RepartitionStatus.$Properties instead.
         */
        interface IRepartitionStatus extends hyperdex.v1.RepartitionStatus.$Properties {
        }

        /** Represents a RepartitionStatus. */
        class RepartitionStatus {

            /**
             * Constructs a new RepartitionStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.RepartitionStatus.$Properties);

            /** RepartitionStatus space. */
            space: number;

            /** RepartitionStatus partitions. */
            partitions: number;

            /** RepartitionStatus turning. */
            turning: boolean;

            /** RepartitionStatus filled. */
            filled: number;

            /** RepartitionStatus keyRegions. */
            keyRegions: number;

            /** RepartitionStatus objects. */
            objects: number;

            /**
             * Encodes the specified RepartitionStatus message. Does not implicitly {@link hyperdex.v1.RepartitionStatus.verify|verify} messages.
             * @param message RepartitionStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.RepartitionStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RepartitionStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.RepartitionStatus & hyperdex.v1.RepartitionStatus.$Shape} RepartitionStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.RepartitionStatus & hyperdex.v1.RepartitionStatus.$Shape;
        }

        namespace RepartitionStatus {

            /** Properties of a RepartitionStatus. */
            interface $Properties {

                /** RepartitionStatus space */
                space?: (number|null);

                /** RepartitionStatus partitions */
                partitions?: (number|null);

                /** RepartitionStatus turning */
                turning?: (boolean|null);

                /** RepartitionStatus filled */
                filled?: (number|null);

                /** RepartitionStatus keyRegions */
                keyRegions?: (number|null);

                /** RepartitionStatus objects */
                objects?: (number|null);
            }

            /** Shape of a RepartitionStatus. */
            type $Shape = hyperdex.v1.RepartitionStatus.$Properties;
        }

        /**
         * Properties of a TransferStatus.
         * @deprecated Use hyperdex.v1.TransferStatus.$Properties instead.
         */
        interface ITransferStatus extends hyperdex.v1.TransferStatus.$Properties {
        }

        /** Represents a TransferStatus. */
        class TransferStatus {

            /**
             * Constructs a new TransferStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.TransferStatus.$Properties);

            /** TransferStatus space. */
            space: number;

            /** TransferStatus region. */
            region: number;

            /** TransferStatus server. */
            server: number;

            /** TransferStatus source. */
            source: number;

            /** TransferStatus objects. */
            objects: number;

            /** TransferStatus copied. */
            copied: boolean;

            /**
             * Encodes the specified TransferStatus message. Does not implicitly {@link hyperdex.v1.TransferStatus.verify|verify} messages.
             * @param message TransferStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.TransferStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.TransferStatus & hyperdex.v1.TransferStatus.$Shape} TransferStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.TransferStatus & hyperdex.v1.TransferStatus.$Shape;
        }

        namespace TransferStatus {

            /** Properties of a TransferStatus. */
            interface $Properties {

                /** TransferStatus space */
                space?: (number|null);

                /** TransferStatus region */
                region?: (number|null);

                /** TransferStatus server */
                server?: (number|null);

                /** TransferStatus source */
                source?: (number|null);

                /** TransferStatus objects */
                objects?: (number|null);

                /** TransferStatus copied */
                copied?: (boolean|null);
            }

            /** Shape of a TransferStatus. */
            type $Shape = hyperdex.v1.TransferStatus.$Properties;
        }

        /**
         * Properties of a ServerStatus.
         * @deprecated Use hyperdex.v1.ServerStatus.$Properties instead.
         */
        interface IServerStatus extends hyperdex.v1.ServerStatus.$Properties {
        }

        /** Represents a ServerStatus. */
        class ServerStatus {

            /**
             * Constructs a new ServerStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.ServerStatus.$Properties);

            /** ServerStatus id. */
            id: number;

            /** ServerStatus address. */
            address: string;

            /** ServerStatus domain. */
            domain: string;

            /** ServerStatus state. */
            state: string;

            /** ServerStatus heartbeatAgeMs. */
            heartbeatAgeMs: number;

            /** ServerStatus configurationVersion. */
            configurationVersion: number;

            /** ServerStatus regions. */
            regions: hyperdex.v1.RegionStatus.$Properties[];

            /** ServerStatus residentBytes. */
            residentBytes: number;

            /** ServerStatus reason. */
            reason: string;

            /** ServerStatus standing. */
            standing: string;

            /** ServerStatus open. */
            open?: (hyperdex.v1.OpenReads.$Properties|null);

            /**
             * Encodes the specified ServerStatus message. Does not implicitly {@link hyperdex.v1.ServerStatus.verify|verify} messages.
             * @param message ServerStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.ServerStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ServerStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.ServerStatus & hyperdex.v1.ServerStatus.$Shape} ServerStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.ServerStatus & hyperdex.v1.ServerStatus.$Shape;
        }

        namespace ServerStatus {

            /** Properties of a ServerStatus. */
            interface $Properties {

                /** ServerStatus id */
                id?: (number|null);

                /** ServerStatus address */
                address?: (string|null);

                /** ServerStatus domain */
                domain?: (string|null);

                /** ServerStatus state */
                state?: (string|null);

                /** ServerStatus heartbeatAgeMs */
                heartbeatAgeMs?: (number|null);

                /** ServerStatus configurationVersion */
                configurationVersion?: (number|null);

                /** ServerStatus regions */
                regions?: (hyperdex.v1.RegionStatus.$Properties[]|null);

                /** ServerStatus residentBytes */
                residentBytes?: (number|null);

                /** ServerStatus reason */
                reason?: (string|null);

                /** ServerStatus standing */
                standing?: (string|null);

                /** ServerStatus open */
                open?: (hyperdex.v1.OpenReads.$Properties|null);
            }

            /** Shape of a ServerStatus. */
            type $Shape = hyperdex.v1.ServerStatus.$Properties;
        }

        /**
         * Properties of an OpenReads.
         * @deprecated Use hyperdex.v1.OpenReads.$Properties instead.
         */
        interface IOpenReads extends hyperdex.v1.OpenReads.$Properties {
        }

        /** Represents an OpenReads. */
        class OpenReads {

            /**
             * Constructs a new OpenReads.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.OpenReads.$Properties);

            /** OpenReads searches. */
            searches: number;

            /** OpenReads watches. */
            watches: number;

            /** OpenReads snapshots. */
            snapshots: number;

            /** OpenReads iterators. */
            iterators: number;

            /**
             * Encodes the specified OpenReads message. Does not implicitly {@link hyperdex.v1.OpenReads.verify|verify} messages.
             * @param message OpenReads message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.OpenReads.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenReads message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.OpenReads & hyperdex.v1.OpenReads.$Shape} OpenReads
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.OpenReads & hyperdex.v1.OpenReads.$Shape;
        }

        namespace OpenReads {

            /** Properties of an OpenReads. */
            interface $Properties {

                /** OpenReads searches */
                searches?: (number|null);

                /** OpenReads watches */
                watches?: (number|null);

                /** OpenReads snapshots */
                snapshots?: (number|null);

                /** OpenReads iterators */
                iterators?: (number|null);
            }

            /** Shape of an OpenReads. */
            type $Shape = hyperdex.v1.OpenReads.$Properties;
        }

        /**
         * Properties of a RegionStatus.
         * @deprecated Use hyperdex.v1.RegionStatus.$Properties instead.
         */
        interface IRegionStatus extends hyperdex.v1.RegionStatus.$Properties {
        }

        /** Represents a RegionStatus. */
        class RegionStatus {

            /**
             * Constructs a new RegionStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.RegionStatus.$Properties);

            /** RegionStatus region. */
            region: number;

            /** RegionStatus epoch. */
            epoch: number;

            /** RegionStatus objects. */
            objects: number;

            /** RegionStatus bytes. */
            bytes: number;

            /** RegionStatus pending. */
            pending: number;

            /** RegionStatus watermark. */
            watermark: number;

            /**
             * Encodes the specified RegionStatus message. Does not implicitly {@link hyperdex.v1.RegionStatus.verify|verify} messages.
             * @param message RegionStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.RegionStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RegionStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.RegionStatus & hyperdex.v1.RegionStatus.$Shape} RegionStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.RegionStatus & hyperdex.v1.RegionStatus.$Shape;
        }

        namespace RegionStatus {

            /** Properties of a RegionStatus. */
            interface $Properties {

                /** RegionStatus region */
                region?: (number|null);

                /** RegionStatus epoch */
                epoch?: (number|null);

                /** RegionStatus objects */
                objects?: (number|null);

                /** RegionStatus bytes */
                bytes?: (number|null);

                /** RegionStatus pending */
                pending?: (number|null);

                /** RegionStatus watermark */
                watermark?: (number|null);
            }

            /** Shape of a RegionStatus. */
            type $Shape = hyperdex.v1.RegionStatus.$Properties;
        }

        /**
         * Properties of a Failure.
         * @deprecated Use hyperdex.v1.Failure.$Properties instead.
         */
        interface IFailure extends hyperdex.v1.Failure.$Properties {
        }

        /** Represents a Failure. */
        class Failure {

            /**
             * Constructs a new Failure.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Failure.$Properties);

            /** Failure code. */
            code: string;

            /** Failure message. */
            message: string;

            /** Failure remedy. */
            remedy: string;

            /** Failure retryAfterMs. */
            retryAfterMs: number;

            /**
             * Encodes the specified Failure message. Does not implicitly {@link hyperdex.v1.Failure.verify|verify} messages.
             * @param message Failure message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Failure.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Failure message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Failure & hyperdex.v1.Failure.$Shape} Failure
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Failure & hyperdex.v1.Failure.$Shape;
        }

        namespace Failure {

            /** Properties of a Failure. */
            interface $Properties {

                /** Failure code */
                code?: (string|null);

                /** Failure message */
                message?: (string|null);

                /** Failure remedy */
                remedy?: (string|null);

                /** Failure retryAfterMs */
                retryAfterMs?: (number|null);
            }

            /** Shape of a Failure. */
            type $Shape = hyperdex.v1.Failure.$Properties;
        }

        /**
         * Properties of a GetCall.
         * @deprecated Use hyperdex.v1.GetCall.$Properties instead.
         */
        interface IGetCall extends hyperdex.v1.GetCall.$Properties {
        }

        /** Represents a GetCall. */
        class GetCall {

            /**
             * Constructs a new GetCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.GetCall.$Properties);

            /** GetCall space. */
            space: string;

            /** GetCall key. */
            key: Uint8Array;

            /** GetCall tokens. */
            tokens: Uint8Array[];

            /** GetCall select. */
            select: number[];

            /**
             * Encodes the specified GetCall message. Does not implicitly {@link hyperdex.v1.GetCall.verify|verify} messages.
             * @param message GetCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.GetCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.GetCall & hyperdex.v1.GetCall.$Shape} GetCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.GetCall & hyperdex.v1.GetCall.$Shape;
        }

        namespace GetCall {

            /** Properties of a GetCall. */
            interface $Properties {

                /** GetCall space */
                space?: (string|null);

                /** GetCall key */
                key?: (Uint8Array|null);

                /** GetCall tokens */
                tokens?: (Uint8Array[]|null);

                /** GetCall select */
                select?: (number[]|null);
            }

            /** Shape of a GetCall. */
            type $Shape = hyperdex.v1.GetCall.$Properties;
        }

        /**
         * Properties of a GetResult.
         * @deprecated Use hyperdex.v1.GetResult.$Properties instead.
         */
        interface IGetResult extends hyperdex.v1.GetResult.$Properties {
        }

        /** Represents a GetResult. */
        class GetResult {

            /**
             * Constructs a new GetResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.GetResult.$Properties);

            /** GetResult version. */
            version: number;

            /** GetResult object. */
            object: Uint8Array;

            /** GetResult attributes. */
            attributes: string[];

            /**
             * Encodes the specified GetResult message. Does not implicitly {@link hyperdex.v1.GetResult.verify|verify} messages.
             * @param message GetResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.GetResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.GetResult & hyperdex.v1.GetResult.$Shape} GetResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.GetResult & hyperdex.v1.GetResult.$Shape;
        }

        namespace GetResult {

            /** Properties of a GetResult. */
            interface $Properties {

                /** GetResult version */
                version?: (number|null);

                /** GetResult object */
                object?: (Uint8Array|null);

                /** GetResult attributes */
                attributes?: (string[]|null);
            }

            /** Shape of a GetResult. */
            type $Shape = hyperdex.v1.GetResult.$Properties;
        }

        /**
         * Properties of an UpdateCall.
         * @deprecated Use hyperdex.v1.UpdateCall.$Properties instead.
         */
        interface IUpdateCall extends hyperdex.v1.UpdateCall.$Properties {
        }

        /** Represents an UpdateCall. */
        class UpdateCall {

            /**
             * Constructs a new UpdateCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.UpdateCall.$Properties);

            /** UpdateCall space. */
            space: string;

            /** UpdateCall update. */
            update?: (hyperdex.v1.Update.$Properties|null);

            /** UpdateCall tokens. */
            tokens: Uint8Array[];

            /**
             * Encodes the specified UpdateCall message. Does not implicitly {@link hyperdex.v1.UpdateCall.verify|verify} messages.
             * @param message UpdateCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.UpdateCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an UpdateCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.UpdateCall & hyperdex.v1.UpdateCall.$Shape} UpdateCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.UpdateCall & hyperdex.v1.UpdateCall.$Shape;
        }

        namespace UpdateCall {

            /** Properties of an UpdateCall. */
            interface $Properties {

                /** UpdateCall space */
                space?: (string|null);

                /** UpdateCall update */
                update?: (hyperdex.v1.Update.$Properties|null);

                /** UpdateCall tokens */
                tokens?: (Uint8Array[]|null);
            }

            /** Shape of an UpdateCall. */
            type $Shape = hyperdex.v1.UpdateCall.$Properties;
        }

        /**
         * Properties of an UpdateResult.
         * @deprecated Use hyperdex.v1.UpdateResult.$Properties instead.
         */
        interface IUpdateResult extends hyperdex.v1.UpdateResult.$Properties {
        }

        /** Represents an UpdateResult. */
        class UpdateResult {

            /**
             * Constructs a new UpdateResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.UpdateResult.$Properties);

            /** UpdateResult version. */
            version: number;

            /**
             * Encodes the specified UpdateResult message. Does not implicitly {@link hyperdex.v1.UpdateResult.verify|verify} messages.
             * @param message UpdateResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.UpdateResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an UpdateResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.UpdateResult & hyperdex.v1.UpdateResult.$Shape} UpdateResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.UpdateResult & hyperdex.v1.UpdateResult.$Shape;
        }

        namespace UpdateResult {

            /** Properties of an UpdateResult. */
            interface $Properties {

                /** UpdateResult version */
                version?: (number|null);
            }

            /** Shape of an UpdateResult. */
            type $Shape = hyperdex.v1.UpdateResult.$Properties;
        }

        /**
         * Properties of a SearchCall.
         * @deprecated Use hyperdex.v1.SearchCall.$Properties instead.
         */
        interface ISearchCall extends hyperdex.v1.SearchCall.$Properties {
        }

        /** Represents a SearchCall. */
        class SearchCall {

            /**
             * Constructs a new SearchCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SearchCall.$Properties);

            /** SearchCall space. */
            space: string;

            /** SearchCall predicate. */
            predicate?: (hyperdex.v1.Predicate.$Properties|null);

            /** SearchCall query. */
            query: string;

            /** SearchCall orderBy. */
            orderBy: number;

            /** SearchCall hasOrder. */
            hasOrder: boolean;

            /** SearchCall descending. */
            descending: boolean;

            /** SearchCall limit. */
            limit: number;

            /** SearchCall hasLimit. */
            hasLimit: boolean;

            /** SearchCall select. */
            select: number[];

            /** SearchCall cursor. */
            cursor: string;

            /** SearchCall partial. */
            partial: boolean;

            /**
             * Encodes the specified SearchCall message. Does not implicitly {@link hyperdex.v1.SearchCall.verify|verify} messages.
             * @param message SearchCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SearchCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SearchCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SearchCall & hyperdex.v1.SearchCall.$Shape} SearchCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SearchCall & hyperdex.v1.SearchCall.$Shape;
        }

        namespace SearchCall {

            /** Properties of a SearchCall. */
            interface $Properties {

                /** SearchCall space */
                space?: (string|null);

                /** SearchCall predicate */
                predicate?: (hyperdex.v1.Predicate.$Properties|null);

                /** SearchCall query */
                query?: (string|null);

                /** SearchCall orderBy */
                orderBy?: (number|null);

                /** SearchCall hasOrder */
                hasOrder?: (boolean|null);

                /** SearchCall descending */
                descending?: (boolean|null);

                /** SearchCall limit */
                limit?: (number|null);

                /** SearchCall hasLimit */
                hasLimit?: (boolean|null);

                /** SearchCall select */
                select?: (number[]|null);

                /** SearchCall cursor */
                cursor?: (string|null);

                /** SearchCall partial */
                partial?: (boolean|null);
            }

            /** Shape of a SearchCall. */
            type $Shape = hyperdex.v1.SearchCall.$Properties;
        }

        /**
         * Properties of a SearchRow.
         * @deprecated Use hyperdex.v1.SearchRow.$Properties instead.
         */
        interface ISearchRow extends hyperdex.v1.SearchRow.$Properties {
        }

        /** Represents a SearchRow. */
        class SearchRow {

            /**
             * Constructs a new SearchRow.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SearchRow.$Properties);

            /** SearchRow key. */
            key: Uint8Array;

            /** SearchRow version. */
            version: number;

            /** SearchRow object. */
            object: Uint8Array;

            /** SearchRow cursor. */
            cursor: string;

            /** SearchRow missingRegions. */
            missingRegions: number[];

            /**
             * Encodes the specified SearchRow message. Does not implicitly {@link hyperdex.v1.SearchRow.verify|verify} messages.
             * @param message SearchRow message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SearchRow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SearchRow message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SearchRow & hyperdex.v1.SearchRow.$Shape} SearchRow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SearchRow & hyperdex.v1.SearchRow.$Shape;
        }

        namespace SearchRow {

            /** Properties of a SearchRow. */
            interface $Properties {

                /** SearchRow key */
                key?: (Uint8Array|null);

                /** SearchRow version */
                version?: (number|null);

                /** SearchRow object */
                object?: (Uint8Array|null);

                /** SearchRow cursor */
                cursor?: (string|null);

                /** SearchRow missingRegions */
                missingRegions?: (number[]|null);
            }

            /** Shape of a SearchRow. */
            type $Shape = hyperdex.v1.SearchRow.$Properties;
        }

        /**
         * Properties of an ExplainResult.
         * @deprecated Use hyperdex.v1.ExplainResult.$Properties instead.
         */
        interface IExplainResult extends hyperdex.v1.ExplainResult.$Properties {
        }

        /** Represents an ExplainResult. */
        class ExplainResult {

            /**
             * Constructs a new ExplainResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.ExplainResult.$Properties);

            /** ExplainResult subspace. */
            subspace: number;

            /** ExplainResult attributes. */
            attributes: string[];

            /** ExplainResult regionsAsked. */
            regionsAsked: number;

            /** ExplainResult regionsTotal. */
            regionsTotal: number;

            /** ExplainResult serversAsked. */
            serversAsked: number;

            /** ExplainResult indexes. */
            indexes: string[];

            /** ExplainResult candidates. */
            candidates: number;

            /** ExplainResult matches. */
            matches: number;

            /** ExplainResult missingRegions. */
            missingRegions: number[];

            /** ExplainResult timeMs. */
            timeMs: number;

            /**
             * Encodes the specified ExplainResult message. Does not implicitly {@link hyperdex.v1.ExplainResult.verify|verify} messages.
             * @param message ExplainResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.ExplainResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExplainResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.ExplainResult & hyperdex.v1.ExplainResult.$Shape} ExplainResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.ExplainResult & hyperdex.v1.ExplainResult.$Shape;
        }

        namespace ExplainResult {

            /** Properties of an ExplainResult. */
            interface $Properties {

                /** ExplainResult subspace */
                subspace?: (number|null);

                /** ExplainResult attributes */
                attributes?: (string[]|null);

                /** ExplainResult regionsAsked */
                regionsAsked?: (number|null);

                /** ExplainResult regionsTotal */
                regionsTotal?: (number|null);

                /** ExplainResult serversAsked */
                serversAsked?: (number|null);

                /** ExplainResult indexes */
                indexes?: (string[]|null);

                /** ExplainResult candidates */
                candidates?: (number|null);

                /** ExplainResult matches */
                matches?: (number|null);

                /** ExplainResult missingRegions */
                missingRegions?: (number[]|null);

                /** ExplainResult timeMs */
                timeMs?: (number|null);
            }

            /** Shape of an ExplainResult. */
            type $Shape = hyperdex.v1.ExplainResult.$Properties;
        }

        /**
         * Properties of a CountCall.
         * @deprecated Use hyperdex.v1.CountCall.$Properties instead.
         */
        interface ICountCall extends hyperdex.v1.CountCall.$Properties {
        }

        /** Represents a CountCall. */
        class CountCall {

            /**
             * Constructs a new CountCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.CountCall.$Properties);

            /** CountCall space. */
            space: string;

            /** CountCall predicate. */
            predicate?: (hyperdex.v1.Predicate.$Properties|null);

            /** CountCall query. */
            query: string;

            /**
             * Encodes the specified CountCall message. Does not implicitly {@link hyperdex.v1.CountCall.verify|verify} messages.
             * @param message CountCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.CountCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CountCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.CountCall & hyperdex.v1.CountCall.$Shape} CountCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.CountCall & hyperdex.v1.CountCall.$Shape;
        }

        namespace CountCall {

            /** Properties of a CountCall. */
            interface $Properties {

                /** CountCall space */
                space?: (string|null);

                /** CountCall predicate */
                predicate?: (hyperdex.v1.Predicate.$Properties|null);

                /** CountCall query */
                query?: (string|null);
            }

            /** Shape of a CountCall. */
            type $Shape = hyperdex.v1.CountCall.$Properties;
        }

        /**
         * Properties of a CountResult.
         * @deprecated Use hyperdex.v1.CountResult.$Properties instead.
         */
        interface ICountResult extends hyperdex.v1.CountResult.$Properties {
        }

        /** Represents a CountResult. */
        class CountResult {

            /**
             * Constructs a new CountResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.CountResult.$Properties);

            /** CountResult count. */
            count: number;

            /**
             * Encodes the specified CountResult message. Does not implicitly {@link hyperdex.v1.CountResult.verify|verify} messages.
             * @param message CountResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.CountResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CountResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.CountResult & hyperdex.v1.CountResult.$Shape} CountResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.CountResult & hyperdex.v1.CountResult.$Shape;
        }

        namespace CountResult {

            /** Properties of a CountResult. */
            interface $Properties {

                /** CountResult count */
                count?: (number|null);
            }

            /** Shape of a CountResult. */
            type $Shape = hyperdex.v1.CountResult.$Properties;
        }

        /**
         * Properties of an AggregateFunction.
         * @deprecated Use hyperdex.v1.AggregateFunction.$Properties instead.
         */
        interface IAggregateFunction extends hyperdex.v1.AggregateFunction.$Properties {
        }

        /** Represents an AggregateFunction. */
        class AggregateFunction {

            /**
             * Constructs a new AggregateFunction.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.AggregateFunction.$Properties);

            /** AggregateFunction kind. */
            kind: hyperdex.v1.AggregateFunction.Kind;

            /** AggregateFunction attribute. */
            attribute: number;

            /**
             * Encodes the specified AggregateFunction message. Does not implicitly {@link hyperdex.v1.AggregateFunction.verify|verify} messages.
             * @param message AggregateFunction message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.AggregateFunction.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AggregateFunction message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.AggregateFunction & hyperdex.v1.AggregateFunction.$Shape} AggregateFunction
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.AggregateFunction & hyperdex.v1.AggregateFunction.$Shape;
        }

        namespace AggregateFunction {

            /** Properties of an AggregateFunction. */
            interface $Properties {

                /** AggregateFunction kind */
                kind?: (hyperdex.v1.AggregateFunction.Kind|null);

                /** AggregateFunction attribute */
                attribute?: (number|null);
            }

            /** Shape of an AggregateFunction. */
            type $Shape = hyperdex.v1.AggregateFunction.$Properties;

            /** Kind enum. */
            enum Kind {

                /** count value */
                count = 0,

                /** sum value */
                sum = 1,

                /** min value */
                min = 2,

                /** max value */
                max = 3,

                /** avg value */
                avg = 4
            }
        }

        /**
         * Properties of an Aggregation.
         * @deprecated Use hyperdex.v1.Aggregation.$Properties instead.
         */
        interface IAggregation extends hyperdex.v1.Aggregation.$Properties {
        }

        /** Represents an Aggregation. */
        class Aggregation {

            /**
             * Constructs a new Aggregation.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Aggregation.$Properties);

            /** Aggregation functions. */
            functions: hyperdex.v1.AggregateFunction.$Properties[];

            /** Aggregation by. */
            by: number[];

            /**
             * Encodes the specified Aggregation message. Does not implicitly {@link hyperdex.v1.Aggregation.verify|verify} messages.
             * @param message Aggregation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Aggregation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Aggregation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Aggregation & hyperdex.v1.Aggregation.$Shape} Aggregation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Aggregation & hyperdex.v1.Aggregation.$Shape;
        }

        namespace Aggregation {

            /** Properties of an Aggregation. */
            interface $Properties {

                /** Aggregation functions */
                functions?: (hyperdex.v1.AggregateFunction.$Properties[]|null);

                /** Aggregation by */
                by?: (number[]|null);
            }

            /** Shape of an Aggregation. */
            type $Shape = hyperdex.v1.Aggregation.$Properties;
        }

        /**
         * Properties of an AggregateCall.
         * @deprecated Use hyperdex.v1.AggregateCall.$Properties instead.
         */
        interface IAggregateCall extends hyperdex.v1.AggregateCall.$Properties {
        }

        /** Represents an AggregateCall. */
        class AggregateCall {

            /**
             * Constructs a new AggregateCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.AggregateCall.$Properties);

            /** AggregateCall space. */
            space: string;

            /** AggregateCall predicate. */
            predicate?: (hyperdex.v1.Predicate.$Properties|null);

            /** AggregateCall query. */
            query: string;

            /** AggregateCall aggregation. */
            aggregation?: (hyperdex.v1.Aggregation.$Properties|null);

            /**
             * Encodes the specified AggregateCall message. Does not implicitly {@link hyperdex.v1.AggregateCall.verify|verify} messages.
             * @param message AggregateCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.AggregateCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AggregateCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.AggregateCall & hyperdex.v1.AggregateCall.$Shape} AggregateCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.AggregateCall & hyperdex.v1.AggregateCall.$Shape;
        }

        namespace AggregateCall {

            /** Properties of an AggregateCall. */
            interface $Properties {

                /** AggregateCall space */
                space?: (string|null);

                /** AggregateCall predicate */
                predicate?: (hyperdex.v1.Predicate.$Properties|null);

                /** AggregateCall query */
                query?: (string|null);

                /** AggregateCall aggregation */
                aggregation?: (hyperdex.v1.Aggregation.$Properties|null);
            }

            /** Shape of an AggregateCall. */
            type $Shape = hyperdex.v1.AggregateCall.$Properties;
        }

        /**
         * Properties of an AggregateResult.
         * @deprecated Use hyperdex.v1.AggregateResult.$Properties instead.
         */
        interface IAggregateResult extends hyperdex.v1.AggregateResult.$Properties {
        }

        /** Represents an AggregateResult. */
        class AggregateResult {

            /**
             * Constructs a new AggregateResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.AggregateResult.$Properties);

            /** AggregateResult groups. */
            groups: hyperdex.v1.AggregateGroup.$Properties[];

            /**
             * Encodes the specified AggregateResult message. Does not implicitly {@link hyperdex.v1.AggregateResult.verify|verify} messages.
             * @param message AggregateResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.AggregateResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AggregateResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.AggregateResult & hyperdex.v1.AggregateResult.$Shape} AggregateResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.AggregateResult & hyperdex.v1.AggregateResult.$Shape;
        }

        namespace AggregateResult {

            /** Properties of an AggregateResult. */
            interface $Properties {

                /** AggregateResult groups */
                groups?: (hyperdex.v1.AggregateGroup.$Properties[]|null);
            }

            /** Shape of an AggregateResult. */
            type $Shape = hyperdex.v1.AggregateResult.$Properties;
        }

        /**
         * Properties of an AggregateGroup.
         * @deprecated Use hyperdex.v1.AggregateGroup.$Properties instead.
         */
        interface IAggregateGroup extends hyperdex.v1.AggregateGroup.$Properties {
        }

        /** Represents an AggregateGroup. */
        class AggregateGroup {

            /**
             * Constructs a new AggregateGroup.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.AggregateGroup.$Properties);

            /** AggregateGroup by. */
            by: Uint8Array[];

            /** AggregateGroup values. */
            values: hyperdex.v1.AggregateValue.$Properties[];

            /**
             * Encodes the specified AggregateGroup message. Does not implicitly {@link hyperdex.v1.AggregateGroup.verify|verify} messages.
             * @param message AggregateGroup message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.AggregateGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AggregateGroup message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.AggregateGroup & hyperdex.v1.AggregateGroup.$Shape} AggregateGroup
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.AggregateGroup & hyperdex.v1.AggregateGroup.$Shape;
        }

        namespace AggregateGroup {

            /** Properties of an AggregateGroup. */
            interface $Properties {

                /** AggregateGroup by */
                by?: (Uint8Array[]|null);

                /** AggregateGroup values */
                values?: (hyperdex.v1.AggregateValue.$Properties[]|null);
            }

            /** Shape of an AggregateGroup. */
            type $Shape = hyperdex.v1.AggregateGroup.$Properties;
        }

        /**
         * Properties of an AggregateValue.
         * @deprecated Use hyperdex.v1.AggregateValue.$Properties instead.
         */
        interface IAggregateValue extends hyperdex.v1.AggregateValue.$Properties {
        }

        /** Represents an AggregateValue. */
        class AggregateValue {

            /**
             * Constructs a new AggregateValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.AggregateValue.$Properties);

            /** AggregateValue value. */
            value: Uint8Array;

            /** AggregateValue none. */
            none: boolean;

            /**
             * Encodes the specified AggregateValue message. Does not implicitly {@link hyperdex.v1.AggregateValue.verify|verify} messages.
             * @param message AggregateValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.AggregateValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AggregateValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.AggregateValue & hyperdex.v1.AggregateValue.$Shape} AggregateValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.AggregateValue & hyperdex.v1.AggregateValue.$Shape;
        }

        namespace AggregateValue {

            /** Properties of an AggregateValue. */
            interface $Properties {

                /** AggregateValue value */
                value?: (Uint8Array|null);

                /** AggregateValue none */
                none?: (boolean|null);
            }

            /** Shape of an AggregateValue. */
            type $Shape = hyperdex.v1.AggregateValue.$Properties;
        }

        /**
         * Properties of a GroupUpdateCall.
         * @deprecated Use hyperdex.v1.GroupUpdateCall.$Properties instead.
         */
        interface IGroupUpdateCall extends hyperdex.v1.GroupUpdateCall.$Properties {
        }

        /** Represents a GroupUpdateCall. */
        class GroupUpdateCall {

            /**
             * Constructs a new GroupUpdateCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.GroupUpdateCall.$Properties);

            /** GroupUpdateCall space. */
            space: string;

            /** GroupUpdateCall predicate. */
            predicate?: (hyperdex.v1.Predicate.$Properties|null);

            /** GroupUpdateCall query. */
            query: string;

            /** GroupUpdateCall update. */
            update?: (hyperdex.v1.Update.$Properties|null);

            /**
             * Encodes the specified GroupUpdateCall message. Does not implicitly {@link hyperdex.v1.GroupUpdateCall.verify|verify} messages.
             * @param message GroupUpdateCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.GroupUpdateCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupUpdateCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.GroupUpdateCall & hyperdex.v1.GroupUpdateCall.$Shape} GroupUpdateCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.GroupUpdateCall & hyperdex.v1.GroupUpdateCall.$Shape;
        }

        namespace GroupUpdateCall {

            /** Properties of a GroupUpdateCall. */
            interface $Properties {

                /** GroupUpdateCall space */
                space?: (string|null);

                /** GroupUpdateCall predicate */
                predicate?: (hyperdex.v1.Predicate.$Properties|null);

                /** GroupUpdateCall query */
                query?: (string|null);

                /** GroupUpdateCall update */
                update?: (hyperdex.v1.Update.$Properties|null);
            }

            /** Shape of a GroupUpdateCall. */
            type $Shape = hyperdex.v1.GroupUpdateCall.$Properties;
        }

        /**
         * Properties of a GroupUpdateResult.
         * @deprecated Use hyperdex.v1.GroupUpdateResult.$Properties instead.
         */
        interface IGroupUpdateResult extends hyperdex.v1.GroupUpdateResult.$Properties {
        }

        /** Represents a GroupUpdateResult. */
        class GroupUpdateResult {

            /**
             * Constructs a new GroupUpdateResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.GroupUpdateResult.$Properties);

            /** GroupUpdateResult changed. */
            changed: number;

            /**
             * Encodes the specified GroupUpdateResult message. Does not implicitly {@link hyperdex.v1.GroupUpdateResult.verify|verify} messages.
             * @param message GroupUpdateResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.GroupUpdateResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupUpdateResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.GroupUpdateResult & hyperdex.v1.GroupUpdateResult.$Shape} GroupUpdateResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.GroupUpdateResult & hyperdex.v1.GroupUpdateResult.$Shape;
        }

        namespace GroupUpdateResult {

            /** Properties of a GroupUpdateResult. */
            interface $Properties {

                /** GroupUpdateResult changed */
                changed?: (number|null);
            }

            /** Shape of a GroupUpdateResult. */
            type $Shape = hyperdex.v1.GroupUpdateResult.$Properties;
        }

        /**
         * Properties of a GroupUpdateProgress.
         * @deprecated Use hyperdex.v1.GroupUpdateProgress.$Properties instead.
         */
        interface IGroupUpdateProgress extends hyperdex.v1.GroupUpdateProgress.$Properties {
        }

        /** Represents a GroupUpdateProgress. */
        class GroupUpdateProgress {

            /**
             * Constructs a new GroupUpdateProgress.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.GroupUpdateProgress.$Properties);

            /** GroupUpdateProgress changed. */
            changed: number;

            /** GroupUpdateProgress done. */
            done: boolean;

            /**
             * Encodes the specified GroupUpdateProgress message. Does not implicitly {@link hyperdex.v1.GroupUpdateProgress.verify|verify} messages.
             * @param message GroupUpdateProgress message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.GroupUpdateProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupUpdateProgress message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.GroupUpdateProgress & hyperdex.v1.GroupUpdateProgress.$Shape} GroupUpdateProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.GroupUpdateProgress & hyperdex.v1.GroupUpdateProgress.$Shape;
        }

        namespace GroupUpdateProgress {

            /** Properties of a GroupUpdateProgress. */
            interface $Properties {

                /** GroupUpdateProgress changed */
                changed?: (number|null);

                /** GroupUpdateProgress done */
                done?: (boolean|null);
            }

            /** Shape of a GroupUpdateProgress. */
            type $Shape = hyperdex.v1.GroupUpdateProgress.$Properties;
        }

        /**
         * Properties of a WatchCall.
         * @deprecated Use hyperdex.v1.WatchCall.$Properties instead.
         */
        interface IWatchCall extends hyperdex.v1.WatchCall.$Properties {
        }

        /** Represents a WatchCall. */
        class WatchCall {

            /**
             * Constructs a new WatchCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.WatchCall.$Properties);

            /** WatchCall space. */
            space: string;

            /** WatchCall predicate. */
            predicate?: (hyperdex.v1.Predicate.$Properties|null);

            /** WatchCall query. */
            query: string;

            /** WatchCall from. */
            from: string;

            /**
             * Encodes the specified WatchCall message. Does not implicitly {@link hyperdex.v1.WatchCall.verify|verify} messages.
             * @param message WatchCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.WatchCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.WatchCall & hyperdex.v1.WatchCall.$Shape} WatchCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.WatchCall & hyperdex.v1.WatchCall.$Shape;
        }

        namespace WatchCall {

            /** Properties of a WatchCall. */
            interface $Properties {

                /** WatchCall space */
                space?: (string|null);

                /** WatchCall predicate */
                predicate?: (hyperdex.v1.Predicate.$Properties|null);

                /** WatchCall query */
                query?: (string|null);

                /** WatchCall from */
                from?: (string|null);
            }

            /** Shape of a WatchCall. */
            type $Shape = hyperdex.v1.WatchCall.$Properties;
        }

        /**
         * Properties of a WatchChange.
         * @deprecated Use hyperdex.v1.WatchChange.$Properties instead.
         */
        interface IWatchChange extends hyperdex.v1.WatchChange.$Properties {
        }

        /** Represents a WatchChange. */
        class WatchChange {

            /**
             * Constructs a new WatchChange.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.WatchChange.$Properties);

            /** WatchChange opened. */
            opened: boolean;

            /** WatchChange token. */
            token: string;

            /** WatchChange key. */
            key: Uint8Array;

            /** WatchChange version. */
            version: number;

            /** WatchChange hasBefore. */
            hasBefore: boolean;

            /** WatchChange beforeVersion. */
            beforeVersion: number;

            /** WatchChange before. */
            before: Uint8Array;

            /** WatchChange hasAfter. */
            hasAfter: boolean;

            /** WatchChange after. */
            after: Uint8Array;

            /**
             * Encodes the specified WatchChange message. Does not implicitly {@link hyperdex.v1.WatchChange.verify|verify} messages.
             * @param message WatchChange message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.WatchChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchChange message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.WatchChange & hyperdex.v1.WatchChange.$Shape} WatchChange
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.WatchChange & hyperdex.v1.WatchChange.$Shape;
        }

        namespace WatchChange {

            /** Properties of a WatchChange. */
            interface $Properties {

                /** WatchChange opened */
                opened?: (boolean|null);

                /** WatchChange token */
                token?: (string|null);

                /** WatchChange key */
                key?: (Uint8Array|null);

                /** WatchChange version */
                version?: (number|null);

                /** WatchChange hasBefore */
                hasBefore?: (boolean|null);

                /** WatchChange beforeVersion */
                beforeVersion?: (number|null);

                /** WatchChange before */
                before?: (Uint8Array|null);

                /** WatchChange hasAfter */
                hasAfter?: (boolean|null);

                /** WatchChange after */
                after?: (Uint8Array|null);
            }

            /** Shape of a WatchChange. */
            type $Shape = hyperdex.v1.WatchChange.$Properties;
        }

        /**
         * Properties of an Update.
         * @deprecated Use hyperdex.v1.Update.$Properties instead.
         */
        interface IUpdate extends hyperdex.v1.Update.$Properties {
        }

        /** Represents an Update. */
        class Update {

            /**
             * Constructs a new Update.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Update.$Properties);

            /** Update key. */
            key: Uint8Array;

            /** Update presence. */
            presence: hyperdex.v1.Update.Presence;

            /** Update condition. */
            condition?: (hyperdex.v1.Predicate.$Properties|null);

            /** Update operations. */
            operations: hyperdex.v1.Operation.$Properties[];

            /** Update remove. */
            remove: boolean;

            /** Update ifVersion. */
            ifVersion: number;

            /** Update hasIfVersion. */
            hasIfVersion: boolean;

            /** Update ttlMs. */
            ttlMs: number;

            /** Update secret. */
            secret: Uint8Array;

            /**
             * Encodes the specified Update message. Does not implicitly {@link hyperdex.v1.Update.verify|verify} messages.
             * @param message Update message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Update.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Update message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Update & hyperdex.v1.Update.$Shape} Update
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Update & hyperdex.v1.Update.$Shape;
        }

        namespace Update {

            /** Properties of an Update. */
            interface $Properties {

                /** Update key */
                key?: (Uint8Array|null);

                /** Update presence */
                presence?: (hyperdex.v1.Update.Presence|null);

                /** Update condition */
                condition?: (hyperdex.v1.Predicate.$Properties|null);

                /** Update operations */
                operations?: (hyperdex.v1.Operation.$Properties[]|null);

                /** Update remove */
                remove?: (boolean|null);

                /** Update ifVersion */
                ifVersion?: (number|null);

                /** Update hasIfVersion */
                hasIfVersion?: (boolean|null);

                /** Update ttlMs */
                ttlMs?: (number|null);

                /** Update secret */
                secret?: (Uint8Array|null);
            }

            /** Shape of an Update. */
            type $Shape = hyperdex.v1.Update.$Properties;

            /** Presence enum. */
            enum Presence {

                /** any value */
                any = 0,

                /** present value */
                present = 1,

                /** absent value */
                absent = 2,

                /** checkedIfPresent value */
                checkedIfPresent = 3
            }
        }

        /**
         * Properties of a RequestBatch.
         * @deprecated Use hyperdex.v1.RequestBatch.$Properties instead.
         */
        interface IRequestBatch extends hyperdex.v1.RequestBatch.$Properties {
        }

        /** Represents a RequestBatch. */
        class RequestBatch {

            /**
             * Constructs a new RequestBatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.RequestBatch.$Properties);

            /** RequestBatch requests. */
            requests: hyperdex.v1.Request.$Properties[];

            /**
             * Encodes the specified RequestBatch message. Does not implicitly {@link hyperdex.v1.RequestBatch.verify|verify} messages.
             * @param message RequestBatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.RequestBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RequestBatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.RequestBatch & hyperdex.v1.RequestBatch.$Shape} RequestBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.RequestBatch & hyperdex.v1.RequestBatch.$Shape;
        }

        namespace RequestBatch {

            /** Properties of a RequestBatch. */
            interface $Properties {

                /** RequestBatch requests */
                requests?: (hyperdex.v1.Request.$Properties[]|null);
            }

            /** Shape of a RequestBatch. */
            type $Shape = {
              requests?: hyperdex.v1.Request.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a Request.
         * @deprecated Use hyperdex.v1.Request.$Properties instead.
         */
        interface IRequest extends hyperdex.v1.Request.$Properties {
        }

        /** Represents a Request. */
        class Request {

            /**
             * Constructs a new Request.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Request.$Properties);

            /** Request id. */
            id: number;

            /** Request space. */
            space: number;

            /** Request schemaVersion. */
            schemaVersion: number;

            /** Request region. */
            region: number;

            /** Request epoch. */
            epoch: number;

            /** Request timeoutMs. */
            timeoutMs: number;

            /** Request tokens. */
            tokens: Uint8Array[];

            /** Request select. */
            select: number[];

            /** Request get. */
            get?: (Uint8Array|null);

            /** Request update. */
            update?: (hyperdex.v1.NumberedUpdate.$Properties|null);

            /** Request searchOpen. */
            searchOpen?: (hyperdex.v1.SearchOpen.$Properties|null);

            /** Request searchNext. */
            searchNext?: (hyperdex.v1.SearchNext.$Properties|null);

            /** Request searchClose. */
            searchClose?: (number|null);

            /** Request cancel. */
            cancel?: (number|null);

            /** Request watchOpen. */
            watchOpen?: (hyperdex.v1.WatchOpen.$Properties|null);

            /** Request watchNext. */
            watchNext?: (number|null);

            /** Request watchClose. */
            watchClose?: (number|null);

            /** Request compare. */
            compare?: (hyperdex.v1.CompareAsk.$Properties|null);

            /** Request redrive. */
            redrive?: (hyperdex.v1.RedriveAsk.$Properties|null);

            /**
             * Encodes the specified Request message. Does not implicitly {@link hyperdex.v1.Request.verify|verify} messages.
             * @param message Request message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Request.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Request message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Request & hyperdex.v1.Request.$Shape} Request
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Request & hyperdex.v1.Request.$Shape;
        }

        namespace Request {

            /** Properties of a Request. */
            interface $Properties {

                /** Request id */
                id?: (number|null);

                /** Request space */
                space?: (number|null);

                /** Request schemaVersion */
                schemaVersion?: (number|null);

                /** Request region */
                region?: (number|null);

                /** Request epoch */
                epoch?: (number|null);

                /** Request timeoutMs */
                timeoutMs?: (number|null);

                /** Request tokens */
                tokens?: (Uint8Array[]|null);

                /** Request select */
                select?: (number[]|null);

                /** Request get */
                get?: (Uint8Array|null);

                /** Request update */
                update?: (hyperdex.v1.NumberedUpdate.$Properties|null);

                /** Request searchOpen */
                searchOpen?: (hyperdex.v1.SearchOpen.$Properties|null);

                /** Request searchNext */
                searchNext?: (hyperdex.v1.SearchNext.$Properties|null);

                /** Request searchClose */
                searchClose?: (number|null);

                /** Request cancel */
                cancel?: (number|null);

                /** Request watchOpen */
                watchOpen?: (hyperdex.v1.WatchOpen.$Properties|null);

                /** Request watchNext */
                watchNext?: (number|null);

                /** Request watchClose */
                watchClose?: (number|null);

                /** Request compare */
                compare?: (hyperdex.v1.CompareAsk.$Properties|null);

                /** Request redrive */
                redrive?: (hyperdex.v1.RedriveAsk.$Properties|null);

                /** Request kind */
                kind?: ("get"|"update"|"searchOpen"|"searchNext"|"searchClose"|"cancel"|"watchOpen"|"watchNext"|"watchClose"|"compare"|"redrive");
            }

            /** Narrowed shape of a Request. */
            type $Shape = {
              id?: number|null;
              space?: number|null;
              schemaVersion?: number|null;
              region?: number|null;
              epoch?: number|null;
              timeoutMs?: number|null;
              tokens?: Uint8Array[]|null;
              select?: number[]|null;
              get?: Uint8Array|null;
              update?: hyperdex.v1.NumberedUpdate.$Shape|null;
              searchOpen?: hyperdex.v1.SearchOpen.$Shape|null;
              searchNext?: hyperdex.v1.SearchNext.$Shape|null;
              searchClose?: number|null;
              cancel?: number|null;
              watchOpen?: hyperdex.v1.WatchOpen.$Shape|null;
              watchNext?: number|null;
              watchClose?: number|null;
              compare?: hyperdex.v1.CompareAsk.$Shape|null;
              redrive?: hyperdex.v1.RedriveAsk.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; get?: null; update?: null; searchOpen?: null; searchNext?: null; searchClose?: null; cancel?: null; watchOpen?: null; watchNext?: null; watchClose?: null; compare?: null; redrive?: null }|{ kind?: "get"; get: Uint8Array; update?: null; searchOpen?: null; searchNext?: null; searchClose?: null; cancel?: null; watchOpen?: null; watchNext?: null; watchClose?: null; compare?: null; redrive?: null }|{ kind?: "update"; get?: null; update: hyperdex.v1.NumberedUpdate.$Shape; searchOpen?: null; searchNext?: null; searchClose?: null; cancel?: null; watchOpen?: null; watchNext?: null; watchClose?: null; compare?: null; redrive?: null }|{ kind?: "searchOpen"; get?: null; update?: null; searchOpen: hyperdex.v1.SearchOpen.$Shape; searchNext?: null; searchClose?: null; cancel?: null; watchOpen?: null; watchNext?: null; watchClose?: null; compare?: null; redrive?: null }|{ kind?: "searchNext"; get?: null; update?: null; searchOpen?: null; searchNext: hyperdex.v1.SearchNext.$Shape; searchClose?: null; cancel?: null; watchOpen?: null; watchNext?: null; watchClose?: null; compare?: null; redrive?: null }|{ kind?: "searchClose"; get?: null; update?: null; searchOpen?: null; searchNext?: null; searchClose: number; cancel?: null; watchOpen?: null; watchNext?: null; watchClose?: null; compare?: null; redrive?: null }|{ kind?: "cancel"; get?: null; update?: null; searchOpen?: null; searchNext?: null; searchClose?: null; cancel: number; watchOpen?: null; watchNext?: null; watchClose?: null; compare?: null; redrive?: null }|{ kind?: "watchOpen"; get?: null; update?: null; searchOpen?: null; searchNext?: null; searchClose?: null; cancel?: null; watchOpen: hyperdex.v1.WatchOpen.$Shape; watchNext?: null; watchClose?: null; compare?: null; redrive?: null }|{ kind?: "watchNext"; get?: null; update?: null; searchOpen?: null; searchNext?: null; searchClose?: null; cancel?: null; watchOpen?: null; watchNext: number; watchClose?: null; compare?: null; redrive?: null }|{ kind?: "watchClose"; get?: null; update?: null; searchOpen?: null; searchNext?: null; searchClose?: null; cancel?: null; watchOpen?: null; watchNext?: null; watchClose: number; compare?: null; redrive?: null }|{ kind?: "compare"; get?: null; update?: null; searchOpen?: null; searchNext?: null; searchClose?: null; cancel?: null; watchOpen?: null; watchNext?: null; watchClose?: null; compare: hyperdex.v1.CompareAsk.$Shape; redrive?: null }|{ kind?: "redrive"; get?: null; update?: null; searchOpen?: null; searchNext?: null; searchClose?: null; cancel?: null; watchOpen?: null; watchNext?: null; watchClose?: null; compare?: null; redrive: hyperdex.v1.RedriveAsk.$Shape })
            );
        }

        /**
         * Properties of a CompareAsk.
         * @deprecated Use hyperdex.v1.CompareAsk.$Properties instead.
         */
        interface ICompareAsk extends hyperdex.v1.CompareAsk.$Properties {
        }

        /** Represents a CompareAsk. */
        class CompareAsk {

            /**
             * Constructs a new CompareAsk.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.CompareAsk.$Properties);

            /** CompareAsk after. */
            after: Uint8Array;

            /** CompareAsk limit. */
            limit: number;

            /** CompareAsk keys. */
            keys: Uint8Array[];

            /** CompareAsk settled. */
            settled: boolean;

            /**
             * Encodes the specified CompareAsk message. Does not implicitly {@link hyperdex.v1.CompareAsk.verify|verify} messages.
             * @param message CompareAsk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.CompareAsk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CompareAsk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.CompareAsk & hyperdex.v1.CompareAsk.$Shape} CompareAsk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.CompareAsk & hyperdex.v1.CompareAsk.$Shape;
        }

        namespace CompareAsk {

            /** Properties of a CompareAsk. */
            interface $Properties {

                /** CompareAsk after */
                after?: (Uint8Array|null);

                /** CompareAsk limit */
                limit?: (number|null);

                /** CompareAsk keys */
                keys?: (Uint8Array[]|null);

                /** CompareAsk settled */
                settled?: (boolean|null);
            }

            /** Shape of a CompareAsk. */
            type $Shape = hyperdex.v1.CompareAsk.$Properties;
        }

        /**
         * Properties of a RedriveAsk.
         * @deprecated Use hyperdex.v1.RedriveAsk.$Properties instead.
         */
        interface IRedriveAsk extends hyperdex.v1.RedriveAsk.$Properties {
        }

        /** Represents a RedriveAsk. */
        class RedriveAsk {

            /**
             * Constructs a new RedriveAsk.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.RedriveAsk.$Properties);

            /** RedriveAsk key. */
            key: Uint8Array;

            /** RedriveAsk strays. */
            strays: number[];

            /**
             * Encodes the specified RedriveAsk message. Does not implicitly {@link hyperdex.v1.RedriveAsk.verify|verify} messages.
             * @param message RedriveAsk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.RedriveAsk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RedriveAsk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.RedriveAsk & hyperdex.v1.RedriveAsk.$Shape} RedriveAsk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.RedriveAsk & hyperdex.v1.RedriveAsk.$Shape;
        }

        namespace RedriveAsk {

            /** Properties of a RedriveAsk. */
            interface $Properties {

                /** RedriveAsk key */
                key?: (Uint8Array|null);

                /** RedriveAsk strays */
                strays?: (number[]|null);
            }

            /** Shape of a RedriveAsk. */
            type $Shape = hyperdex.v1.RedriveAsk.$Properties;
        }

        /**
         * Properties of a ComparedRow.
         * @deprecated Use hyperdex.v1.ComparedRow.$Properties instead.
         */
        interface IComparedRow extends hyperdex.v1.ComparedRow.$Properties {
        }

        /** Represents a ComparedRow. */
        class ComparedRow {

            /**
             * Constructs a new ComparedRow.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.ComparedRow.$Properties);

            /** ComparedRow key. */
            key: Uint8Array;

            /** ComparedRow version. */
            version: number;

            /** ComparedRow sum. */
            sum: number;

            /** ComparedRow misplaced. */
            misplaced: boolean;

            /** ComparedRow regions. */
            regions: number[];

            /**
             * Encodes the specified ComparedRow message. Does not implicitly {@link hyperdex.v1.ComparedRow.verify|verify} messages.
             * @param message ComparedRow message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.ComparedRow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ComparedRow message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.ComparedRow & hyperdex.v1.ComparedRow.$Shape} ComparedRow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.ComparedRow & hyperdex.v1.ComparedRow.$Shape;
        }

        namespace ComparedRow {

            /** Properties of a ComparedRow. */
            interface $Properties {

                /** ComparedRow key */
                key?: (Uint8Array|null);

                /** ComparedRow version */
                version?: (number|null);

                /** ComparedRow sum */
                sum?: (number|null);

                /** ComparedRow misplaced */
                misplaced?: (boolean|null);

                /** ComparedRow regions */
                regions?: (number[]|null);
            }

            /** Shape of a ComparedRow. */
            type $Shape = hyperdex.v1.ComparedRow.$Properties;
        }

        /**
         * Properties of a ComparedPage.
         * @deprecated Use hyperdex.v1.ComparedPage.$Properties instead.
         */
        interface IComparedPage extends hyperdex.v1.ComparedPage.$Properties {
        }

        /** Represents a ComparedPage. */
        class ComparedPage {

            /**
             * Constructs a new ComparedPage.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.ComparedPage.$Properties);

            /** ComparedPage rows. */
            rows: hyperdex.v1.ComparedRow.$Properties[];

            /** ComparedPage done. */
            done: boolean;

            /**
             * Encodes the specified ComparedPage message. Does not implicitly {@link hyperdex.v1.ComparedPage.verify|verify} messages.
             * @param message ComparedPage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.ComparedPage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ComparedPage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.ComparedPage & hyperdex.v1.ComparedPage.$Shape} ComparedPage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.ComparedPage & hyperdex.v1.ComparedPage.$Shape;
        }

        namespace ComparedPage {

            /** Properties of a ComparedPage. */
            interface $Properties {

                /** ComparedPage rows */
                rows?: (hyperdex.v1.ComparedRow.$Properties[]|null);

                /** ComparedPage done */
                done?: (boolean|null);
            }

            /** Shape of a ComparedPage. */
            type $Shape = hyperdex.v1.ComparedPage.$Properties;
        }

        /**
         * Properties of a NumberedUpdate.
         * @deprecated Use hyperdex.v1.NumberedUpdate.$Properties instead.
         */
        interface INumberedUpdate extends hyperdex.v1.NumberedUpdate.$Properties {
        }

        /** Represents a NumberedUpdate. */
        class NumberedUpdate {

            /**
             * Constructs a new NumberedUpdate.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.NumberedUpdate.$Properties);

            /** NumberedUpdate update. */
            update?: (hyperdex.v1.Update.$Properties|null);

            /** NumberedUpdate client. */
            client: number;

            /** NumberedUpdate number. */
            number: number;

            /** NumberedUpdate mark. */
            mark: number;

            /** NumberedUpdate firstEpoch. */
            firstEpoch: number;

            /**
             * Encodes the specified NumberedUpdate message. Does not implicitly {@link hyperdex.v1.NumberedUpdate.verify|verify} messages.
             * @param message NumberedUpdate message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.NumberedUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NumberedUpdate message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.NumberedUpdate & hyperdex.v1.NumberedUpdate.$Shape} NumberedUpdate
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.NumberedUpdate & hyperdex.v1.NumberedUpdate.$Shape;
        }

        namespace NumberedUpdate {

            /** Properties of a NumberedUpdate. */
            interface $Properties {

                /** NumberedUpdate update */
                update?: (hyperdex.v1.Update.$Properties|null);

                /** NumberedUpdate client */
                client?: (number|null);

                /** NumberedUpdate number */
                number?: (number|null);

                /** NumberedUpdate mark */
                mark?: (number|null);

                /** NumberedUpdate firstEpoch */
                firstEpoch?: (number|null);
            }

            /** Shape of a NumberedUpdate. */
            type $Shape = hyperdex.v1.NumberedUpdate.$Properties;
        }

        /**
         * Properties of a RegionStamp.
         * @deprecated Use hyperdex.v1.RegionStamp.$Properties instead.
         */
        interface IRegionStamp extends hyperdex.v1.RegionStamp.$Properties {
        }

        /** Represents a RegionStamp. */
        class RegionStamp {

            /**
             * Constructs a new RegionStamp.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.RegionStamp.$Properties);

            /** RegionStamp region. */
            region: number;

            /** RegionStamp epoch. */
            epoch: number;

            /**
             * Encodes the specified RegionStamp message. Does not implicitly {@link hyperdex.v1.RegionStamp.verify|verify} messages.
             * @param message RegionStamp message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.RegionStamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RegionStamp message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.RegionStamp & hyperdex.v1.RegionStamp.$Shape} RegionStamp
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.RegionStamp & hyperdex.v1.RegionStamp.$Shape;
        }

        namespace RegionStamp {

            /** Properties of a RegionStamp. */
            interface $Properties {

                /** RegionStamp region */
                region?: (number|null);

                /** RegionStamp epoch */
                epoch?: (number|null);
            }

            /** Shape of a RegionStamp. */
            type $Shape = hyperdex.v1.RegionStamp.$Properties;
        }

        /**
         * Properties of a SearchOpen.
         * @deprecated Use hyperdex.v1.SearchOpen.$Properties instead.
         */
        interface ISearchOpen extends hyperdex.v1.SearchOpen.$Properties {
        }

        /** Represents a SearchOpen. */
        class SearchOpen {

            /**
             * Constructs a new SearchOpen.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SearchOpen.$Properties);

            /** SearchOpen regions. */
            regions: hyperdex.v1.RegionStamp.$Properties[];

            /** SearchOpen predicate. */
            predicate?: (hyperdex.v1.Predicate.$Properties|null);

            /** SearchOpen orderBy. */
            orderBy: number;

            /** SearchOpen hasOrder. */
            hasOrder: boolean;

            /** SearchOpen descending. */
            descending: boolean;

            /** SearchOpen limit. */
            limit: number;

            /** SearchOpen hasLimit. */
            hasLimit: boolean;

            /** SearchOpen keysOnly. */
            keysOnly: boolean;

            /** SearchOpen afterKey. */
            afterKey: Uint8Array;

            /** SearchOpen afterOrder. */
            afterOrder: Uint8Array;

            /** SearchOpen hasAfter. */
            hasAfter: boolean;

            /** SearchOpen pageRows. */
            pageRows: number;

            /** SearchOpen aggregation. */
            aggregation?: (hyperdex.v1.Aggregation.$Properties|null);

            /** SearchOpen nameUnsettled. */
            nameUnsettled: boolean;

            /** SearchOpen forUpdate. */
            forUpdate: boolean;

            /** SearchOpen select. */
            select: number[];

            /**
             * Encodes the specified SearchOpen message. Does not implicitly {@link hyperdex.v1.SearchOpen.verify|verify} messages.
             * @param message SearchOpen message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SearchOpen.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SearchOpen message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SearchOpen & hyperdex.v1.SearchOpen.$Shape} SearchOpen
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SearchOpen & hyperdex.v1.SearchOpen.$Shape;
        }

        namespace SearchOpen {

            /** Properties of a SearchOpen. */
            interface $Properties {

                /** SearchOpen regions */
                regions?: (hyperdex.v1.RegionStamp.$Properties[]|null);

                /** SearchOpen predicate */
                predicate?: (hyperdex.v1.Predicate.$Properties|null);

                /** SearchOpen orderBy */
                orderBy?: (number|null);

                /** SearchOpen hasOrder */
                hasOrder?: (boolean|null);

                /** SearchOpen descending */
                descending?: (boolean|null);

                /** SearchOpen limit */
                limit?: (number|null);

                /** SearchOpen hasLimit */
                hasLimit?: (boolean|null);

                /** SearchOpen keysOnly */
                keysOnly?: (boolean|null);

                /** SearchOpen afterKey */
                afterKey?: (Uint8Array|null);

                /** SearchOpen afterOrder */
                afterOrder?: (Uint8Array|null);

                /** SearchOpen hasAfter */
                hasAfter?: (boolean|null);

                /** SearchOpen pageRows */
                pageRows?: (number|null);

                /** SearchOpen aggregation */
                aggregation?: (hyperdex.v1.Aggregation.$Properties|null);

                /** SearchOpen nameUnsettled */
                nameUnsettled?: (boolean|null);

                /** SearchOpen forUpdate */
                forUpdate?: (boolean|null);

                /** SearchOpen select */
                select?: (number[]|null);
            }

            /** Shape of a SearchOpen. */
            type $Shape = hyperdex.v1.SearchOpen.$Properties;
        }

        /**
         * Properties of a SearchNext.
         * @deprecated Use hyperdex.v1.SearchNext.$Properties instead.
         */
        interface ISearchNext extends hyperdex.v1.SearchNext.$Properties {
        }

        /** Represents a SearchNext. */
        class SearchNext {

            /**
             * Constructs a new SearchNext.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SearchNext.$Properties);

            /** SearchNext cursor. */
            cursor: number;

            /** SearchNext apart. */
            apart: Uint8Array[];

            /**
             * Encodes the specified SearchNext message. Does not implicitly {@link hyperdex.v1.SearchNext.verify|verify} messages.
             * @param message SearchNext message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SearchNext.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SearchNext message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SearchNext & hyperdex.v1.SearchNext.$Shape} SearchNext
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SearchNext & hyperdex.v1.SearchNext.$Shape;
        }

        namespace SearchNext {

            /** Properties of a SearchNext. */
            interface $Properties {

                /** SearchNext cursor */
                cursor?: (number|null);

                /** SearchNext apart */
                apart?: (Uint8Array[]|null);
            }

            /** Shape of a SearchNext. */
            type $Shape = hyperdex.v1.SearchNext.$Properties;
        }

        /**
         * Properties of a Row.
         * @deprecated Use hyperdex.v1.Row.$Properties instead.
         */
        interface IRow extends hyperdex.v1.Row.$Properties {
        }

        /** Represents a Row. */
        class Row {

            /**
             * Constructs a new Row.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Row.$Properties);

            /** Row key. */
            key: Uint8Array;

            /** Row version. */
            version: number;

            /** Row object. */
            object: Uint8Array;

            /**
             * Encodes the specified Row message. Does not implicitly {@link hyperdex.v1.Row.verify|verify} messages.
             * @param message Row message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Row.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Row message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Row & hyperdex.v1.Row.$Shape} Row
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Row & hyperdex.v1.Row.$Shape;
        }

        namespace Row {

            /** Properties of a Row. */
            interface $Properties {

                /** Row key */
                key?: (Uint8Array|null);

                /** Row version */
                version?: (number|null);

                /** Row object */
                object?: (Uint8Array|null);
            }

            /** Shape of a Row. */
            type $Shape = hyperdex.v1.Row.$Properties;
        }

        /**
         * Properties of a Departure.
         * @deprecated Use hyperdex.v1.Departure.$Properties instead.
         */
        interface IDeparture extends hyperdex.v1.Departure.$Properties {
        }

        /** Represents a Departure. */
        class Departure {

            /**
             * Constructs a new Departure.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Departure.$Properties);

            /** Departure key. */
            key: Uint8Array;

            /** Departure version. */
            version: number;

            /**
             * Encodes the specified Departure message. Does not implicitly {@link hyperdex.v1.Departure.verify|verify} messages.
             * @param message Departure message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Departure.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Departure message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Departure & hyperdex.v1.Departure.$Shape} Departure
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Departure & hyperdex.v1.Departure.$Shape;
        }

        namespace Departure {

            /** Properties of a Departure. */
            interface $Properties {

                /** Departure key */
                key?: (Uint8Array|null);

                /** Departure version */
                version?: (number|null);
            }

            /** Shape of a Departure. */
            type $Shape = hyperdex.v1.Departure.$Properties;
        }

        /**
         * Properties of a SearchPage.
         * @deprecated Use hyperdex.v1.SearchPage.$Properties instead.
         */
        interface ISearchPage extends hyperdex.v1.SearchPage.$Properties {
        }

        /** Represents a SearchPage. */
        class SearchPage {

            /**
             * Constructs a new SearchPage.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SearchPage.$Properties);

            /** SearchPage rows. */
            rows: hyperdex.v1.Row.$Properties[];

            /** SearchPage done. */
            done: boolean;

            /** SearchPage cursor. */
            cursor: number;

            /** SearchPage departures. */
            departures: hyperdex.v1.Departure.$Properties[];

            /** SearchPage candidates. */
            candidates: number;

            /** SearchPage index. */
            index: string;

            /** SearchPage groups. */
            groups: hyperdex.v1.PartialGroup.$Properties[];

            /** SearchPage unsettled. */
            unsettled: Uint8Array[];

            /** SearchPage crowded. */
            crowded: boolean;

            /**
             * Encodes the specified SearchPage message. Does not implicitly {@link hyperdex.v1.SearchPage.verify|verify} messages.
             * @param message SearchPage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SearchPage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SearchPage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SearchPage & hyperdex.v1.SearchPage.$Shape} SearchPage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SearchPage & hyperdex.v1.SearchPage.$Shape;
        }

        namespace SearchPage {

            /** Properties of a SearchPage. */
            interface $Properties {

                /** SearchPage rows */
                rows?: (hyperdex.v1.Row.$Properties[]|null);

                /** SearchPage done */
                done?: (boolean|null);

                /** SearchPage cursor */
                cursor?: (number|null);

                /** SearchPage departures */
                departures?: (hyperdex.v1.Departure.$Properties[]|null);

                /** SearchPage candidates */
                candidates?: (number|null);

                /** SearchPage index */
                index?: (string|null);

                /** SearchPage groups */
                groups?: (hyperdex.v1.PartialGroup.$Properties[]|null);

                /** SearchPage unsettled */
                unsettled?: (Uint8Array[]|null);

                /** SearchPage crowded */
                crowded?: (boolean|null);
            }

            /** Shape of a SearchPage. */
            type $Shape = hyperdex.v1.SearchPage.$Properties;
        }

        /**
         * Properties of a PartialGroup.
         * @deprecated Use hyperdex.v1.PartialGroup.$Properties instead.
         */
        interface IPartialGroup extends hyperdex.v1.PartialGroup.$Properties {
        }

        /** Represents a PartialGroup. */
        class PartialGroup {

            /**
             * Constructs a new PartialGroup.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.PartialGroup.$Properties);

            /** PartialGroup by. */
            by: Uint8Array[];

            /** PartialGroup values. */
            values: hyperdex.v1.PartialValue.$Properties[];

            /**
             * Encodes the specified PartialGroup message. Does not implicitly {@link hyperdex.v1.PartialGroup.verify|verify} messages.
             * @param message PartialGroup message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.PartialGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartialGroup message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.PartialGroup & hyperdex.v1.PartialGroup.$Shape} PartialGroup
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.PartialGroup & hyperdex.v1.PartialGroup.$Shape;
        }

        namespace PartialGroup {

            /** Properties of a PartialGroup. */
            interface $Properties {

                /** PartialGroup by */
                by?: (Uint8Array[]|null);

                /** PartialGroup values */
                values?: (hyperdex.v1.PartialValue.$Properties[]|null);
            }

            /** Shape of a PartialGroup. */
            type $Shape = hyperdex.v1.PartialGroup.$Properties;
        }

        /**
         * Properties of a PartialValue.
         * @deprecated Use hyperdex.v1.PartialValue.$Properties instead.
         */
        interface IPartialValue extends hyperdex.v1.PartialValue.$Properties {
        }

        /** Represents a PartialValue. */
        class PartialValue {

            /**
             * Constructs a new PartialValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.PartialValue.$Properties);

            /** PartialValue count. */
            count: number;

            /** PartialValue value. */
            value: Uint8Array;

            /**
             * Encodes the specified PartialValue message. Does not implicitly {@link hyperdex.v1.PartialValue.verify|verify} messages.
             * @param message PartialValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.PartialValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartialValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.PartialValue & hyperdex.v1.PartialValue.$Shape} PartialValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.PartialValue & hyperdex.v1.PartialValue.$Shape;
        }

        namespace PartialValue {

            /** Properties of a PartialValue. */
            interface $Properties {

                /** PartialValue count */
                count?: (number|null);

                /** PartialValue value */
                value?: (Uint8Array|null);
            }

            /** Shape of a PartialValue. */
            type $Shape = hyperdex.v1.PartialValue.$Properties;
        }

        /**
         * Properties of a WatchOpen.
         * @deprecated Use hyperdex.v1.WatchOpen.$Properties instead.
         */
        interface IWatchOpen extends hyperdex.v1.WatchOpen.$Properties {
        }

        /** Represents a WatchOpen. */
        class WatchOpen {

            /**
             * Constructs a new WatchOpen.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.WatchOpen.$Properties);

            /** WatchOpen regions. */
            regions: hyperdex.v1.WatchStamp.$Properties[];

            /** WatchOpen predicate. */
            predicate?: (hyperdex.v1.Predicate.$Properties|null);

            /**
             * Encodes the specified WatchOpen message. Does not implicitly {@link hyperdex.v1.WatchOpen.verify|verify} messages.
             * @param message WatchOpen message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.WatchOpen.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchOpen message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.WatchOpen & hyperdex.v1.WatchOpen.$Shape} WatchOpen
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.WatchOpen & hyperdex.v1.WatchOpen.$Shape;
        }

        namespace WatchOpen {

            /** Properties of a WatchOpen. */
            interface $Properties {

                /** WatchOpen regions */
                regions?: (hyperdex.v1.WatchStamp.$Properties[]|null);

                /** WatchOpen predicate */
                predicate?: (hyperdex.v1.Predicate.$Properties|null);
            }

            /** Shape of a WatchOpen. */
            type $Shape = hyperdex.v1.WatchOpen.$Properties;
        }

        /**
         * Properties of a WatchStamp.
         * @deprecated Use hyperdex.v1.WatchStamp.$Properties instead.
         */
        interface IWatchStamp extends hyperdex.v1.WatchStamp.$Properties {
        }

        /** Represents a WatchStamp. */
        class WatchStamp {

            /**
             * Constructs a new WatchStamp.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.WatchStamp.$Properties);

            /** WatchStamp region. */
            region: number;

            /** WatchStamp epoch. */
            epoch: number;

            /** WatchStamp after. */
            after: number;

            /** WatchStamp hasAfter. */
            hasAfter: boolean;

            /**
             * Encodes the specified WatchStamp message. Does not implicitly {@link hyperdex.v1.WatchStamp.verify|verify} messages.
             * @param message WatchStamp message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.WatchStamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchStamp message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.WatchStamp & hyperdex.v1.WatchStamp.$Shape} WatchStamp
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.WatchStamp & hyperdex.v1.WatchStamp.$Shape;
        }

        namespace WatchStamp {

            /** Properties of a WatchStamp. */
            interface $Properties {

                /** WatchStamp region */
                region?: (number|null);

                /** WatchStamp epoch */
                epoch?: (number|null);

                /** WatchStamp after */
                after?: (number|null);

                /** WatchStamp hasAfter */
                hasAfter?: (boolean|null);
            }

            /** Shape of a WatchStamp. */
            type $Shape = hyperdex.v1.WatchStamp.$Properties;
        }

        /**
         * Properties of a WatchPage.
         * @deprecated Use hyperdex.v1.WatchPage.$Properties instead.
         */
        interface IWatchPage extends hyperdex.v1.WatchPage.$Properties {
        }

        /** Represents a WatchPage. */
        class WatchPage {

            /**
             * Constructs a new WatchPage.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.WatchPage.$Properties);

            /** WatchPage watch. */
            watch: number;

            /** WatchPage changes. */
            changes: hyperdex.v1.Change.$Properties[];

            /** WatchPage positions. */
            positions: hyperdex.v1.WatchPosition.$Properties[];

            /** WatchPage lost. */
            lost: number[];

            /**
             * Encodes the specified WatchPage message. Does not implicitly {@link hyperdex.v1.WatchPage.verify|verify} messages.
             * @param message WatchPage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.WatchPage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchPage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.WatchPage & hyperdex.v1.WatchPage.$Shape} WatchPage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.WatchPage & hyperdex.v1.WatchPage.$Shape;
        }

        namespace WatchPage {

            /** Properties of a WatchPage. */
            interface $Properties {

                /** WatchPage watch */
                watch?: (number|null);

                /** WatchPage changes */
                changes?: (hyperdex.v1.Change.$Properties[]|null);

                /** WatchPage positions */
                positions?: (hyperdex.v1.WatchPosition.$Properties[]|null);

                /** WatchPage lost */
                lost?: (number[]|null);
            }

            /** Shape of a WatchPage. */
            type $Shape = hyperdex.v1.WatchPage.$Properties;
        }

        /**
         * Properties of a WatchPosition.
         * @deprecated Use hyperdex.v1.WatchPosition.$Properties instead.
         */
        interface IWatchPosition extends hyperdex.v1.WatchPosition.$Properties {
        }

        /** Represents a WatchPosition. */
        class WatchPosition {

            /**
             * Constructs a new WatchPosition.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.WatchPosition.$Properties);

            /** WatchPosition region. */
            region: number;

            /** WatchPosition version. */
            version: number;

            /**
             * Encodes the specified WatchPosition message. Does not implicitly {@link hyperdex.v1.WatchPosition.verify|verify} messages.
             * @param message WatchPosition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.WatchPosition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchPosition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.WatchPosition & hyperdex.v1.WatchPosition.$Shape} WatchPosition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.WatchPosition & hyperdex.v1.WatchPosition.$Shape;
        }

        namespace WatchPosition {

            /** Properties of a WatchPosition. */
            interface $Properties {

                /** WatchPosition region */
                region?: (number|null);

                /** WatchPosition version */
                version?: (number|null);
            }

            /** Shape of a WatchPosition. */
            type $Shape = hyperdex.v1.WatchPosition.$Properties;
        }

        /**
         * Properties of a Change.
         * @deprecated Use hyperdex.v1.Change.$Properties instead.
         */
        interface IChange extends hyperdex.v1.Change.$Properties {
        }

        /** Represents a Change. */
        class Change {

            /**
             * Constructs a new Change.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Change.$Properties);

            /** Change region. */
            region: number;

            /** Change key. */
            key: Uint8Array;

            /** Change version. */
            version: number;

            /** Change hasBefore. */
            hasBefore: boolean;

            /** Change beforeVersion. */
            beforeVersion: number;

            /** Change before. */
            before: Uint8Array;

            /** Change hasAfter. */
            hasAfter: boolean;

            /** Change after. */
            after: Uint8Array;

            /**
             * Encodes the specified Change message. Does not implicitly {@link hyperdex.v1.Change.verify|verify} messages.
             * @param message Change message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Change.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Change message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Change & hyperdex.v1.Change.$Shape} Change
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Change & hyperdex.v1.Change.$Shape;
        }

        namespace Change {

            /** Properties of a Change. */
            interface $Properties {

                /** Change region */
                region?: (number|null);

                /** Change key */
                key?: (Uint8Array|null);

                /** Change version */
                version?: (number|null);

                /** Change hasBefore */
                hasBefore?: (boolean|null);

                /** Change beforeVersion */
                beforeVersion?: (number|null);

                /** Change before */
                before?: (Uint8Array|null);

                /** Change hasAfter */
                hasAfter?: (boolean|null);

                /** Change after */
                after?: (Uint8Array|null);
            }

            /** Shape of a Change. */
            type $Shape = hyperdex.v1.Change.$Properties;
        }

        /**
         * Properties of a ResponseBatch.
         * @deprecated Use hyperdex.v1.ResponseBatch.$Properties instead.
         */
        interface IResponseBatch extends hyperdex.v1.ResponseBatch.$Properties {
        }

        /** Represents a ResponseBatch. */
        class ResponseBatch {

            /**
             * Constructs a new ResponseBatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.ResponseBatch.$Properties);

            /** ResponseBatch responses. */
            responses: hyperdex.v1.Response.$Properties[];

            /**
             * Encodes the specified ResponseBatch message. Does not implicitly {@link hyperdex.v1.ResponseBatch.verify|verify} messages.
             * @param message ResponseBatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.ResponseBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResponseBatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.ResponseBatch & hyperdex.v1.ResponseBatch.$Shape} ResponseBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.ResponseBatch & hyperdex.v1.ResponseBatch.$Shape;
        }

        namespace ResponseBatch {

            /** Properties of a ResponseBatch. */
            interface $Properties {

                /** ResponseBatch responses */
                responses?: (hyperdex.v1.Response.$Properties[]|null);
            }

            /** Shape of a ResponseBatch. */
            type $Shape = hyperdex.v1.ResponseBatch.$Properties;
        }

        /**
         * Properties of a Response.
         * @deprecated Use hyperdex.v1.Response.$Properties instead.
         */
        interface IResponse extends hyperdex.v1.Response.$Properties {
        }

        /** Represents a Response. */
        class Response {

            /**
             * Constructs a new Response.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Response.$Properties);

            /** Response id. */
            id: number;

            /** Response status. */
            status: hyperdex.v1.Response.Status;

            /** Response found. */
            found: boolean;

            /** Response version. */
            version: number;

            /** Response object. */
            object: Uint8Array;

            /** Response page. */
            page?: (hyperdex.v1.SearchPage.$Properties|null);

            /** Response failure. */
            failure?: (hyperdex.v1.Failure.$Properties|null);

            /** Response configurationVersion. */
            configurationVersion: number;

            /** Response selected. */
            selected: boolean;

            /** Response watch. */
            watch?: (hyperdex.v1.WatchPage.$Properties|null);

            /** Response compared. */
            compared?: (hyperdex.v1.ComparedPage.$Properties|null);

            /**
             * Encodes the specified Response message. Does not implicitly {@link hyperdex.v1.Response.verify|verify} messages.
             * @param message Response message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Response.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Response message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Response & hyperdex.v1.Response.$Shape} Response
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Response & hyperdex.v1.Response.$Shape;
        }

        namespace Response {

            /** Properties of a Response. */
            interface $Properties {

                /** Response id */
                id?: (number|null);

                /** Response status */
                status?: (hyperdex.v1.Response.Status|null);

                /** Response found */
                found?: (boolean|null);

                /** Response version */
                version?: (number|null);

                /** Response object */
                object?: (Uint8Array|null);

                /** Response page */
                page?: (hyperdex.v1.SearchPage.$Properties|null);

                /** Response failure */
                failure?: (hyperdex.v1.Failure.$Properties|null);

                /** Response configurationVersion */
                configurationVersion?: (number|null);

                /** Response selected */
                selected?: (boolean|null);

                /** Response watch */
                watch?: (hyperdex.v1.WatchPage.$Properties|null);

                /** Response compared */
                compared?: (hyperdex.v1.ComparedPage.$Properties|null);
            }

            /** Shape of a Response. */
            type $Shape = hyperdex.v1.Response.$Properties;

            /** Status enum. */
            enum Status {

                /** ok value */
                ok = 0,

                /** failed value */
                failed = 1,

                /** stale value */
                stale = 2,

                /** busy value */
                busy = 3
            }
        }

        /**
         * Properties of an Object.
         * @deprecated Use hyperdex.v1.Object.$Properties instead.
         */
        interface IObject extends hyperdex.v1.Object.$Properties {
        }

        /** Represents an Object. */
        class Object {

            /**
             * Constructs a new Object.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Object.$Properties);

            /** Object values. */
            values: Uint8Array[];

            /**
             * Encodes the specified Object message. Does not implicitly {@link hyperdex.v1.Object.verify|verify} messages.
             * @param message Object message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Object.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Object message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Object & hyperdex.v1.Object.$Shape} Object
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Object & hyperdex.v1.Object.$Shape;
        }

        namespace Object {

            /** Properties of an Object. */
            interface $Properties {

                /** Object values */
                values?: (Uint8Array[]|null);
            }

            /** Shape of an Object. */
            type $Shape = hyperdex.v1.Object.$Properties;
        }

        /**
         * Properties of a Predicate.
         * @deprecated Use hyperdex.v1.Predicate.$Properties instead.
         */
        interface IPredicate extends hyperdex.v1.Predicate.$Properties {
        }

        /** Represents a Predicate. */
        class Predicate {

            /**
             * Constructs a new Predicate.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Predicate.$Properties);

            /** Predicate kind. */
            kind: hyperdex.v1.Predicate.Kind;

            /** Predicate terms. */
            terms: hyperdex.v1.Predicate.$Properties[];

            /** Predicate attribute. */
            attribute: number;

            /** Predicate path. */
            path: string;

            /** Predicate operator. */
            operator: hyperdex.v1.Predicate.Operator;

            /** Predicate operands. */
            operands: Uint8Array[];

            /**
             * Encodes the specified Predicate message. Does not implicitly {@link hyperdex.v1.Predicate.verify|verify} messages.
             * @param message Predicate message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Predicate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Predicate message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Predicate & hyperdex.v1.Predicate.$Shape} Predicate
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Predicate & hyperdex.v1.Predicate.$Shape;
        }

        namespace Predicate {

            /** Properties of a Predicate. */
            interface $Properties {

                /** Predicate kind */
                kind?: (hyperdex.v1.Predicate.Kind|null);

                /** Predicate terms */
                terms?: (hyperdex.v1.Predicate.$Properties[]|null);

                /** Predicate attribute */
                attribute?: (number|null);

                /** Predicate path */
                path?: (string|null);

                /** Predicate operator */
                operator?: (hyperdex.v1.Predicate.Operator|null);

                /** Predicate operands */
                operands?: (Uint8Array[]|null);
            }

            /** Shape of a Predicate. */
            type $Shape = hyperdex.v1.Predicate.$Properties;

            /** Kind enum. */
            enum Kind {

                /** ALL value */
                ALL = 0,

                /** TEST value */
                TEST = 1,

                /** AND value */
                AND = 2,

                /** OR value */
                OR = 3,

                /** NOT value */
                NOT = 4
            }

            /** Operator enum. */
            enum Operator {

                /** equal value */
                equal = 0,

                /** notEqual value */
                notEqual = 1,

                /** less value */
                less = 2,

                /** lessOrEqual value */
                lessOrEqual = 3,

                /** greater value */
                greater = 4,

                /** greaterOrEqual value */
                greaterOrEqual = 5,

                /** between value */
                between = 6,

                /** oneOf value */
                oneOf = 7,

                /** startsWith value */
                startsWith = 8,

                /** regex value */
                regex = 9,

                /** contains value */
                contains = 10,

                /** lengthEqual value */
                lengthEqual = 11,

                /** lengthNotEqual value */
                lengthNotEqual = 12,

                /** lengthLess value */
                lengthLess = 13,

                /** lengthLessOrEqual value */
                lengthLessOrEqual = 14,

                /** lengthGreater value */
                lengthGreater = 15,

                /** lengthGreaterOrEqual value */
                lengthGreaterOrEqual = 16
            }
        }

        /**
         * Properties of an Operation.
         * @deprecated Use hyperdex.v1.Operation.$Properties instead.
         */
        interface IOperation extends hyperdex.v1.Operation.$Properties {
        }

        /** Represents an Operation. */
        class Operation {

            /**
             * Constructs a new Operation.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Operation.$Properties);

            /** Operation attribute. */
            attribute: number;

            /** Operation name. */
            name: hyperdex.v1.Operation.Name;

            /** Operation operands. */
            operands: Uint8Array[];

            /** Operation path. */
            path: string;

            /** Operation inner. */
            inner: hyperdex.v1.Operation.Name;

            /**
             * Encodes the specified Operation message. Does not implicitly {@link hyperdex.v1.Operation.verify|verify} messages.
             * @param message Operation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Operation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Operation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Operation & hyperdex.v1.Operation.$Shape} Operation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Operation & hyperdex.v1.Operation.$Shape;
        }

        namespace Operation {

            /** Properties of an Operation. */
            interface $Properties {

                /** Operation attribute */
                attribute?: (number|null);

                /** Operation name */
                name?: (hyperdex.v1.Operation.Name|null);

                /** Operation operands */
                operands?: (Uint8Array[]|null);

                /** Operation path */
                path?: (string|null);

                /** Operation inner */
                inner?: (hyperdex.v1.Operation.Name|null);
            }

            /** Shape of an Operation. */
            type $Shape = hyperdex.v1.Operation.$Properties;

            /** Name enum. */
            enum Name {

                /** put value */
                put = 0,

                /** add value */
                add = 1,

                /** sub value */
                sub = 2,

                /** mul value */
                mul = 3,

                /** div value */
                div = 4,

                /** mod value */
                mod = 5,

                /** min value */
                min = 6,

                /** max value */
                max = 7,

                /** bitAnd value */
                bitAnd = 8,

                /** bitOr value */
                bitOr = 9,

                /** bitXor value */
                bitXor = 10,

                /** prepend value */
                prepend = 11,

                /** append value */
                append = 12,

                /** ltrim value */
                ltrim = 13,

                /** rtrim value */
                rtrim = 14,

                /** lpush value */
                lpush = 15,

                /** rpush value */
                rpush = 16,

                /** lpop value */
                lpop = 17,

                /** rpop value */
                rpop = 18,

                /** setAdd value */
                setAdd = 19,

                /** setRemove value */
                setRemove = 20,

                /** setUnion value */
                setUnion = 21,

                /** setIntersect value */
                setIntersect = 22,

                /** mapAdd value */
                mapAdd = 23,

                /** mapRemove value */
                mapRemove = 24,

                /** mapApply value */
                mapApply = 25,

                /** docSet value */
                docSet = 26,

                /** docUnset value */
                docUnset = 27,

                /** docRename value */
                docRename = 28,

                /** docApply value */
                docApply = 29
            }
        }

        /**
         * Properties of a RegisterCall.
         * @deprecated Use hyperdex.v1.RegisterCall.$Properties instead.
         */
        interface IRegisterCall extends hyperdex.v1.RegisterCall.$Properties {
        }

        /** Represents a RegisterCall. */
        class RegisterCall {

            /**
             * Constructs a new RegisterCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.RegisterCall.$Properties);

            /** RegisterCall cluster. */
            cluster: string;

            /** RegisterCall server. */
            server: number;

            /** RegisterCall incarnation. */
            incarnation: number;

            /** RegisterCall start. */
            start: hyperdex.v1.RegisterCall.Start;

            /** RegisterCall address. */
            address: string;

            /** RegisterCall domain. */
            domain: string;

            /** RegisterCall acceptForgotten. */
            acceptForgotten: boolean;

            /** RegisterCall protocol. */
            protocol: number;

            /** RegisterCall pulse. */
            pulse: number;

            /** RegisterCall nonce. */
            nonce: number;

            /**
             * Encodes the specified RegisterCall message. Does not implicitly {@link hyperdex.v1.RegisterCall.verify|verify} messages.
             * @param message RegisterCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.RegisterCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RegisterCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.RegisterCall & hyperdex.v1.RegisterCall.$Shape} RegisterCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.RegisterCall & hyperdex.v1.RegisterCall.$Shape;
        }

        namespace RegisterCall {

            /** Properties of a RegisterCall. */
            interface $Properties {

                /** RegisterCall cluster */
                cluster?: (string|null);

                /** RegisterCall server */
                server?: (number|null);

                /** RegisterCall incarnation */
                incarnation?: (number|null);

                /** RegisterCall start */
                start?: (hyperdex.v1.RegisterCall.Start|null);

                /** RegisterCall address */
                address?: (string|null);

                /** RegisterCall domain */
                domain?: (string|null);

                /** RegisterCall acceptForgotten */
                acceptForgotten?: (boolean|null);

                /** RegisterCall protocol */
                protocol?: (number|null);

                /** RegisterCall pulse */
                pulse?: (number|null);

                /** RegisterCall nonce */
                nonce?: (number|null);
            }

            /** Shape of a RegisterCall. */
            type $Shape = hyperdex.v1.RegisterCall.$Properties;

            /** Start enum. */
            enum Start {

                /** fresh value */
                fresh = 0,

                /** clean value */
                clean = 1,

                /** sameBoot value */
                sameBoot = 2,

                /** forgetful value */
                forgetful = 3,

                /** damaged value */
                damaged = 4
            }
        }

        /**
         * Properties of a RegisterResult.
         * @deprecated Use hyperdex.v1.RegisterResult.$Properties instead.
         */
        interface IRegisterResult extends hyperdex.v1.RegisterResult.$Properties {
        }

        /** Represents a RegisterResult. */
        class RegisterResult {

            /**
             * Constructs a new RegisterResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.RegisterResult.$Properties);

            /** RegisterResult cluster. */
            cluster: string;

            /** RegisterResult server. */
            server: number;

            /** RegisterResult configuration. */
            configuration?: (hyperdex.v1.ConfigurationChange.$Properties|null);

            /**
             * Encodes the specified RegisterResult message. Does not implicitly {@link hyperdex.v1.RegisterResult.verify|verify} messages.
             * @param message RegisterResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.RegisterResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RegisterResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.RegisterResult & hyperdex.v1.RegisterResult.$Shape} RegisterResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.RegisterResult & hyperdex.v1.RegisterResult.$Shape;
        }

        namespace RegisterResult {

            /** Properties of a RegisterResult. */
            interface $Properties {

                /** RegisterResult cluster */
                cluster?: (string|null);

                /** RegisterResult server */
                server?: (number|null);

                /** RegisterResult configuration */
                configuration?: (hyperdex.v1.ConfigurationChange.$Properties|null);
            }

            /** Shape of a RegisterResult. */
            type $Shape = hyperdex.v1.RegisterResult.$Properties;
        }

        /**
         * Properties of a Heartbeat.
         * @deprecated Use hyperdex.v1.Heartbeat.$Properties instead.
         */
        interface IHeartbeat extends hyperdex.v1.Heartbeat.$Properties {
        }

        /** Represents a Heartbeat. */
        class Heartbeat {

            /**
             * Constructs a new Heartbeat.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Heartbeat.$Properties);

            /** Heartbeat server. */
            server: number;

            /** Heartbeat incarnation. */
            incarnation: number;

            /** Heartbeat configurationVersion. */
            configurationVersion: number;

            /** Heartbeat spaces. */
            spaces: hyperdex.v1.SpaceReport.$Properties[];

            /** Heartbeat cluster. */
            cluster: string;

            /** Heartbeat unreachable. */
            unreachable: number[];

            /** Heartbeat diskFull. */
            diskFull: boolean;

            /** Heartbeat pulse. */
            pulse: number;

            /** Heartbeat regions. */
            regions: hyperdex.v1.RegionProgress.$Properties[];

            /**
             * Encodes the specified Heartbeat message. Does not implicitly {@link hyperdex.v1.Heartbeat.verify|verify} messages.
             * @param message Heartbeat message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Heartbeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Heartbeat message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Heartbeat & hyperdex.v1.Heartbeat.$Shape} Heartbeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Heartbeat & hyperdex.v1.Heartbeat.$Shape;
        }

        namespace Heartbeat {

            /** Properties of a Heartbeat. */
            interface $Properties {

                /** Heartbeat server */
                server?: (number|null);

                /** Heartbeat incarnation */
                incarnation?: (number|null);

                /** Heartbeat configurationVersion */
                configurationVersion?: (number|null);

                /** Heartbeat spaces */
                spaces?: (hyperdex.v1.SpaceReport.$Properties[]|null);

                /** Heartbeat cluster */
                cluster?: (string|null);

                /** Heartbeat unreachable */
                unreachable?: (number[]|null);

                /** Heartbeat diskFull */
                diskFull?: (boolean|null);

                /** Heartbeat pulse */
                pulse?: (number|null);

                /** Heartbeat regions */
                regions?: (hyperdex.v1.RegionProgress.$Properties[]|null);
            }

            /** Shape of a Heartbeat. */
            type $Shape = hyperdex.v1.Heartbeat.$Properties;
        }

        /**
         * Properties of a RegionProgress.
         * @deprecated Use hyperdex.v1.RegionProgress.$Properties instead.
         */
        interface IRegionProgress extends hyperdex.v1.RegionProgress.$Properties {
        }

        /** Represents a RegionProgress. */
        class RegionProgress {

            /**
             * Constructs a new RegionProgress.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.RegionProgress.$Properties);

            /** RegionProgress region. */
            region: number;

            /** RegionProgress epoch. */
            epoch: number;

            /** RegionProgress owes. */
            owes: boolean;

            /** RegionProgress copied. */
            copied: boolean;

            /** RegionProgress objects. */
            objects: number;

            /** RegionProgress reconciled. */
            reconciled: boolean;

            /** RegionProgress filled. */
            filled: boolean;

            /** RegionProgress wantsEpoch. */
            wantsEpoch: boolean;

            /** RegionProgress drained. */
            drained: boolean;

            /**
             * Encodes the specified RegionProgress message. Does not implicitly {@link hyperdex.v1.RegionProgress.verify|verify} messages.
             * @param message RegionProgress message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.RegionProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RegionProgress message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.RegionProgress & hyperdex.v1.RegionProgress.$Shape} RegionProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.RegionProgress & hyperdex.v1.RegionProgress.$Shape;
        }

        namespace RegionProgress {

            /** Properties of a RegionProgress. */
            interface $Properties {

                /** RegionProgress region */
                region?: (number|null);

                /** RegionProgress epoch */
                epoch?: (number|null);

                /** RegionProgress owes */
                owes?: (boolean|null);

                /** RegionProgress copied */
                copied?: (boolean|null);

                /** RegionProgress objects */
                objects?: (number|null);

                /** RegionProgress reconciled */
                reconciled?: (boolean|null);

                /** RegionProgress filled */
                filled?: (boolean|null);

                /** RegionProgress wantsEpoch */
                wantsEpoch?: (boolean|null);

                /** RegionProgress drained */
                drained?: (boolean|null);
            }

            /** Shape of a RegionProgress. */
            type $Shape = hyperdex.v1.RegionProgress.$Properties;
        }

        /**
         * Properties of a SpaceReport.
         * @deprecated Use hyperdex.v1.SpaceReport.$Properties instead.
         */
        interface ISpaceReport extends hyperdex.v1.SpaceReport.$Properties {
        }

        /** Represents a SpaceReport. */
        class SpaceReport {

            /**
             * Constructs a new SpaceReport.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.SpaceReport.$Properties);

            /** SpaceReport space. */
            space: number;

            /** SpaceReport empty. */
            empty: boolean;

            /**
             * Encodes the specified SpaceReport message. Does not implicitly {@link hyperdex.v1.SpaceReport.verify|verify} messages.
             * @param message SpaceReport message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.SpaceReport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SpaceReport message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.SpaceReport & hyperdex.v1.SpaceReport.$Shape} SpaceReport
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.SpaceReport & hyperdex.v1.SpaceReport.$Shape;
        }

        namespace SpaceReport {

            /** Properties of a SpaceReport. */
            interface $Properties {

                /** SpaceReport space */
                space?: (number|null);

                /** SpaceReport empty */
                empty?: (boolean|null);
            }

            /** Shape of a SpaceReport. */
            type $Shape = hyperdex.v1.SpaceReport.$Properties;
        }

        /**
         * Properties of a LinkBatch.
         * @deprecated Use hyperdex.v1.LinkBatch.$Properties instead.
         */
        interface ILinkBatch extends hyperdex.v1.LinkBatch.$Properties {
        }

        /** Represents a LinkBatch. */
        class LinkBatch {

            /**
             * Constructs a new LinkBatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.LinkBatch.$Properties);

            /** LinkBatch messages. */
            messages: hyperdex.v1.LinkMessage.$Properties[];

            /**
             * Encodes the specified LinkBatch message. Does not implicitly {@link hyperdex.v1.LinkBatch.verify|verify} messages.
             * @param message LinkBatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.LinkBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LinkBatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.LinkBatch & hyperdex.v1.LinkBatch.$Shape} LinkBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.LinkBatch & hyperdex.v1.LinkBatch.$Shape;
        }

        namespace LinkBatch {

            /** Properties of a LinkBatch. */
            interface $Properties {

                /** LinkBatch messages */
                messages?: (hyperdex.v1.LinkMessage.$Properties[]|null);
            }

            /** Shape of a LinkBatch. */
            type $Shape = {
              messages?: hyperdex.v1.LinkMessage.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a LinkMessage.
         * @deprecated Use hyperdex.v1.LinkMessage.$Properties instead.
         */
        interface ILinkMessage extends hyperdex.v1.LinkMessage.$Properties {
        }

        /** Represents a LinkMessage. */
        class LinkMessage {

            /**
             * Constructs a new LinkMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.LinkMessage.$Properties);

            /** LinkMessage fromRegion. */
            fromRegion: number;

            /** LinkMessage fromEpoch. */
            fromEpoch: number;

            /** LinkMessage toRegion. */
            toRegion: number;

            /** LinkMessage toEpoch. */
            toEpoch: number;

            /** LinkMessage configurationVersion. */
            configurationVersion: number;

            /** LinkMessage update. */
            update?: (Uint8Array|null);

            /** LinkMessage acknowledgement. */
            acknowledgement?: (hyperdex.v1.Acknowledgement.$Properties|null);

            /** LinkMessage watermark. */
            watermark?: (hyperdex.v1.Watermark.$Properties|null);

            /** LinkMessage refusal. */
            refusal?: (boolean|null);

            /** LinkMessage keepAlive. */
            keepAlive?: (hyperdex.v1.KeepAlive.$Properties|null);

            /** LinkMessage alive. */
            alive?: (hyperdex.v1.Alive.$Properties|null);

            /** LinkMessage copyAsk. */
            copyAsk?: (hyperdex.v1.CopyAsk.$Properties|null);

            /** LinkMessage copyPage. */
            copyPage?: (hyperdex.v1.CopyPage.$Properties|null);

            /** LinkMessage reconcileAsk. */
            reconcileAsk?: (hyperdex.v1.ReconcileAsk.$Properties|null);

            /** LinkMessage reconcileAnswer. */
            reconcileAnswer?: (hyperdex.v1.ReconcileAnswer.$Properties|null);

            /**
             * Encodes the specified LinkMessage message. Does not implicitly {@link hyperdex.v1.LinkMessage.verify|verify} messages.
             * @param message LinkMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.LinkMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LinkMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.LinkMessage & hyperdex.v1.LinkMessage.$Shape} LinkMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.LinkMessage & hyperdex.v1.LinkMessage.$Shape;
        }

        namespace LinkMessage {

            /** Properties of a LinkMessage. */
            interface $Properties {

                /** LinkMessage fromRegion */
                fromRegion?: (number|null);

                /** LinkMessage fromEpoch */
                fromEpoch?: (number|null);

                /** LinkMessage toRegion */
                toRegion?: (number|null);

                /** LinkMessage toEpoch */
                toEpoch?: (number|null);

                /** LinkMessage configurationVersion */
                configurationVersion?: (number|null);

                /** LinkMessage update */
                update?: (Uint8Array|null);

                /** LinkMessage acknowledgement */
                acknowledgement?: (hyperdex.v1.Acknowledgement.$Properties|null);

                /** LinkMessage watermark */
                watermark?: (hyperdex.v1.Watermark.$Properties|null);

                /** LinkMessage refusal */
                refusal?: (boolean|null);

                /** LinkMessage keepAlive */
                keepAlive?: (hyperdex.v1.KeepAlive.$Properties|null);

                /** LinkMessage alive */
                alive?: (hyperdex.v1.Alive.$Properties|null);

                /** LinkMessage copyAsk */
                copyAsk?: (hyperdex.v1.CopyAsk.$Properties|null);

                /** LinkMessage copyPage */
                copyPage?: (hyperdex.v1.CopyPage.$Properties|null);

                /** LinkMessage reconcileAsk */
                reconcileAsk?: (hyperdex.v1.ReconcileAsk.$Properties|null);

                /** LinkMessage reconcileAnswer */
                reconcileAnswer?: (hyperdex.v1.ReconcileAnswer.$Properties|null);

                /** LinkMessage kind */
                kind?: ("update"|"acknowledgement"|"watermark"|"refusal"|"keepAlive"|"alive"|"copyAsk"|"copyPage"|"reconcileAsk"|"reconcileAnswer");
            }

            /** Narrowed shape of a LinkMessage. */
            type $Shape = {
              fromRegion?: number|null;
              fromEpoch?: number|null;
              toRegion?: number|null;
              toEpoch?: number|null;
              configurationVersion?: number|null;
              update?: Uint8Array|null;
              acknowledgement?: hyperdex.v1.Acknowledgement.$Shape|null;
              watermark?: hyperdex.v1.Watermark.$Shape|null;
              refusal?: boolean|null;
              keepAlive?: hyperdex.v1.KeepAlive.$Shape|null;
              alive?: hyperdex.v1.Alive.$Shape|null;
              copyAsk?: hyperdex.v1.CopyAsk.$Shape|null;
              copyPage?: hyperdex.v1.CopyPage.$Shape|null;
              reconcileAsk?: hyperdex.v1.ReconcileAsk.$Shape|null;
              reconcileAnswer?: hyperdex.v1.ReconcileAnswer.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; update?: null; acknowledgement?: null; watermark?: null; refusal?: null; keepAlive?: null; alive?: null; copyAsk?: null; copyPage?: null; reconcileAsk?: null; reconcileAnswer?: null }|{ kind?: "update"; update: Uint8Array; acknowledgement?: null; watermark?: null; refusal?: null; keepAlive?: null; alive?: null; copyAsk?: null; copyPage?: null; reconcileAsk?: null; reconcileAnswer?: null }|{ kind?: "acknowledgement"; update?: null; acknowledgement: hyperdex.v1.Acknowledgement.$Shape; watermark?: null; refusal?: null; keepAlive?: null; alive?: null; copyAsk?: null; copyPage?: null; reconcileAsk?: null; reconcileAnswer?: null }|{ kind?: "watermark"; update?: null; acknowledgement?: null; watermark: hyperdex.v1.Watermark.$Shape; refusal?: null; keepAlive?: null; alive?: null; copyAsk?: null; copyPage?: null; reconcileAsk?: null; reconcileAnswer?: null }|{ kind?: "refusal"; update?: null; acknowledgement?: null; watermark?: null; refusal: boolean; keepAlive?: null; alive?: null; copyAsk?: null; copyPage?: null; reconcileAsk?: null; reconcileAnswer?: null }|{ kind?: "keepAlive"; update?: null; acknowledgement?: null; watermark?: null; refusal?: null; keepAlive: hyperdex.v1.KeepAlive.$Shape; alive?: null; copyAsk?: null; copyPage?: null; reconcileAsk?: null; reconcileAnswer?: null }|{ kind?: "alive"; update?: null; acknowledgement?: null; watermark?: null; refusal?: null; keepAlive?: null; alive: hyperdex.v1.Alive.$Shape; copyAsk?: null; copyPage?: null; reconcileAsk?: null; reconcileAnswer?: null }|{ kind?: "copyAsk"; update?: null; acknowledgement?: null; watermark?: null; refusal?: null; keepAlive?: null; alive?: null; copyAsk: hyperdex.v1.CopyAsk.$Shape; copyPage?: null; reconcileAsk?: null; reconcileAnswer?: null }|{ kind?: "copyPage"; update?: null; acknowledgement?: null; watermark?: null; refusal?: null; keepAlive?: null; alive?: null; copyAsk?: null; copyPage: hyperdex.v1.CopyPage.$Shape; reconcileAsk?: null; reconcileAnswer?: null }|{ kind?: "reconcileAsk"; update?: null; acknowledgement?: null; watermark?: null; refusal?: null; keepAlive?: null; alive?: null; copyAsk?: null; copyPage?: null; reconcileAsk: hyperdex.v1.ReconcileAsk.$Shape; reconcileAnswer?: null }|{ kind?: "reconcileAnswer"; update?: null; acknowledgement?: null; watermark?: null; refusal?: null; keepAlive?: null; alive?: null; copyAsk?: null; copyPage?: null; reconcileAsk?: null; reconcileAnswer: hyperdex.v1.ReconcileAnswer.$Shape })
            );
        }

        /**
         * Properties of an Acknowledgement.
         * @deprecated Use hyperdex.v1.Acknowledgement.$Properties instead.
         */
        interface IAcknowledgement extends hyperdex.v1.Acknowledgement.$Properties {
        }

        /** Represents an Acknowledgement. */
        class Acknowledgement {

            /**
             * Constructs a new Acknowledgement.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Acknowledgement.$Properties);

            /** Acknowledgement key. */
            key: Uint8Array;

            /** Acknowledgement version. */
            version: number;

            /**
             * Encodes the specified Acknowledgement message. Does not implicitly {@link hyperdex.v1.Acknowledgement.verify|verify} messages.
             * @param message Acknowledgement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Acknowledgement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Acknowledgement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Acknowledgement & hyperdex.v1.Acknowledgement.$Shape} Acknowledgement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Acknowledgement & hyperdex.v1.Acknowledgement.$Shape;
        }

        namespace Acknowledgement {

            /** Properties of an Acknowledgement. */
            interface $Properties {

                /** Acknowledgement key */
                key?: (Uint8Array|null);

                /** Acknowledgement version */
                version?: (number|null);
            }

            /** Shape of an Acknowledgement. */
            type $Shape = hyperdex.v1.Acknowledgement.$Properties;
        }

        /**
         * Properties of a Watermark.
         * @deprecated Use hyperdex.v1.Watermark.$Properties instead.
         */
        interface IWatermark extends hyperdex.v1.Watermark.$Properties {
        }

        /** Represents a Watermark. */
        class Watermark {

            /**
             * Constructs a new Watermark.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Watermark.$Properties);

            /** Watermark version. */
            version: number;

            /**
             * Encodes the specified Watermark message. Does not implicitly {@link hyperdex.v1.Watermark.verify|verify} messages.
             * @param message Watermark message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Watermark.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Watermark message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Watermark & hyperdex.v1.Watermark.$Shape} Watermark
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Watermark & hyperdex.v1.Watermark.$Shape;
        }

        namespace Watermark {

            /** Properties of a Watermark. */
            interface $Properties {

                /** Watermark version */
                version?: (number|null);
            }

            /** Shape of a Watermark. */
            type $Shape = hyperdex.v1.Watermark.$Properties;
        }

        /**
         * Properties of a KeepAlive.
         * @deprecated Use hyperdex.v1.KeepAlive.$Properties instead.
         */
        interface IKeepAlive extends hyperdex.v1.KeepAlive.$Properties {
        }

        /** Represents a KeepAlive. */
        class KeepAlive {

            /**
             * Constructs a new KeepAlive.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.KeepAlive.$Properties);

            /** KeepAlive number. */
            number: number;

            /** KeepAlive run. */
            run: number;

            /** KeepAlive probe. */
            probe: boolean;

            /**
             * Encodes the specified KeepAlive message. Does not implicitly {@link hyperdex.v1.KeepAlive.verify|verify} messages.
             * @param message KeepAlive message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.KeepAlive.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeepAlive message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.KeepAlive & hyperdex.v1.KeepAlive.$Shape} KeepAlive
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.KeepAlive & hyperdex.v1.KeepAlive.$Shape;
        }

        namespace KeepAlive {

            /** Properties of a KeepAlive. */
            interface $Properties {

                /** KeepAlive number */
                number?: (number|null);

                /** KeepAlive run */
                run?: (number|null);

                /** KeepAlive probe */
                probe?: (boolean|null);
            }

            /** Shape of a KeepAlive. */
            type $Shape = hyperdex.v1.KeepAlive.$Properties;
        }

        /**
         * Properties of an Alive.
         * @deprecated Use hyperdex.v1.Alive.$Properties instead.
         */
        interface IAlive extends hyperdex.v1.Alive.$Properties {
        }

        /** Represents an Alive. */
        class Alive {

            /**
             * Constructs a new Alive.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.Alive.$Properties);

            /** Alive number. */
            number: number;

            /** Alive run. */
            run: number;

            /** Alive change. */
            change?: (hyperdex.v1.ConfigurationChange.$Properties|null);

            /** Alive full. */
            full: boolean;

            /**
             * Encodes the specified Alive message. Does not implicitly {@link hyperdex.v1.Alive.verify|verify} messages.
             * @param message Alive message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.Alive.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Alive message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.Alive & hyperdex.v1.Alive.$Shape} Alive
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.Alive & hyperdex.v1.Alive.$Shape;
        }

        namespace Alive {

            /** Properties of an Alive. */
            interface $Properties {

                /** Alive number */
                number?: (number|null);

                /** Alive run */
                run?: (number|null);

                /** Alive change */
                change?: (hyperdex.v1.ConfigurationChange.$Properties|null);

                /** Alive full */
                full?: (boolean|null);
            }

            /** Shape of an Alive. */
            type $Shape = hyperdex.v1.Alive.$Properties;
        }

        /**
         * Properties of a CopyAsk.
         * @deprecated Use hyperdex.v1.CopyAsk.$Properties instead.
         */
        interface ICopyAsk extends hyperdex.v1.CopyAsk.$Properties {
        }

        /** Represents a CopyAsk. */
        class CopyAsk {

            /**
             * Constructs a new CopyAsk.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.CopyAsk.$Properties);

            /** CopyAsk joined. */
            joined: number;

            /** CopyAsk begin. */
            begin: boolean;

            /** CopyAsk after. */
            after: Uint8Array;

            /** CopyAsk through. */
            through: Uint8Array;

            /** CopyAsk have. */
            have: hyperdex.v1.KeyVersion.$Properties[];

            /** CopyAsk kind. */
            kind: number;

            /**
             * Encodes the specified CopyAsk message. Does not implicitly {@link hyperdex.v1.CopyAsk.verify|verify} messages.
             * @param message CopyAsk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.CopyAsk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CopyAsk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.CopyAsk & hyperdex.v1.CopyAsk.$Shape} CopyAsk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.CopyAsk & hyperdex.v1.CopyAsk.$Shape;
        }

        namespace CopyAsk {

            /** Properties of a CopyAsk. */
            interface $Properties {

                /** CopyAsk joined */
                joined?: (number|null);

                /** CopyAsk begin */
                begin?: (boolean|null);

                /** CopyAsk after */
                after?: (Uint8Array|null);

                /** CopyAsk through */
                through?: (Uint8Array|null);

                /** CopyAsk have */
                have?: (hyperdex.v1.KeyVersion.$Properties[]|null);

                /** CopyAsk kind */
                kind?: (number|null);
            }

            /** Shape of a CopyAsk. */
            type $Shape = hyperdex.v1.CopyAsk.$Properties;
        }

        /**
         * Properties of a KeyVersion.
         * @deprecated Use hyperdex.v1.KeyVersion.$Properties instead.
         */
        interface IKeyVersion extends hyperdex.v1.KeyVersion.$Properties {
        }

        /** Represents a KeyVersion. */
        class KeyVersion {

            /**
             * Constructs a new KeyVersion.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.KeyVersion.$Properties);

            /** KeyVersion key. */
            key: Uint8Array;

            /** KeyVersion version. */
            version: number;

            /**
             * Encodes the specified KeyVersion message. Does not implicitly {@link hyperdex.v1.KeyVersion.verify|verify} messages.
             * @param message KeyVersion message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.KeyVersion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeyVersion message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.KeyVersion & hyperdex.v1.KeyVersion.$Shape} KeyVersion
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.KeyVersion & hyperdex.v1.KeyVersion.$Shape;
        }

        namespace KeyVersion {

            /** Properties of a KeyVersion. */
            interface $Properties {

                /** KeyVersion key */
                key?: (Uint8Array|null);

                /** KeyVersion version */
                version?: (number|null);
            }

            /** Shape of a KeyVersion. */
            type $Shape = hyperdex.v1.KeyVersion.$Properties;
        }

        /**
         * Properties of a CopyPage.
         * @deprecated Use hyperdex.v1.CopyPage.$Properties instead.
         */
        interface ICopyPage extends hyperdex.v1.CopyPage.$Properties {
        }

        /** Represents a CopyPage. */
        class CopyPage {

            /**
             * Constructs a new CopyPage.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.CopyPage.$Properties);

            /** CopyPage joined. */
            joined: number;

            /** CopyPage after. */
            after: Uint8Array;

            /** CopyPage through. */
            through: Uint8Array;

            /** CopyPage end. */
            end: boolean;

            /** CopyPage rows. */
            rows: hyperdex.v1.CopyRow.$Properties[];

            /** CopyPage gone. */
            gone: hyperdex.v1.KeyVersion.$Properties[];

            /** CopyPage kind. */
            kind: number;

            /**
             * Encodes the specified CopyPage message. Does not implicitly {@link hyperdex.v1.CopyPage.verify|verify} messages.
             * @param message CopyPage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.CopyPage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CopyPage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.CopyPage & hyperdex.v1.CopyPage.$Shape} CopyPage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.CopyPage & hyperdex.v1.CopyPage.$Shape;
        }

        namespace CopyPage {

            /** Properties of a CopyPage. */
            interface $Properties {

                /** CopyPage joined */
                joined?: (number|null);

                /** CopyPage after */
                after?: (Uint8Array|null);

                /** CopyPage through */
                through?: (Uint8Array|null);

                /** CopyPage end */
                end?: (boolean|null);

                /** CopyPage rows */
                rows?: (hyperdex.v1.CopyRow.$Properties[]|null);

                /** CopyPage gone */
                gone?: (hyperdex.v1.KeyVersion.$Properties[]|null);

                /** CopyPage kind */
                kind?: (number|null);
            }

            /** Shape of a CopyPage. */
            type $Shape = hyperdex.v1.CopyPage.$Properties;
        }

        /**
         * Properties of a CopyRow.
         * @deprecated Use hyperdex.v1.CopyRow.$Properties instead.
         */
        interface ICopyRow extends hyperdex.v1.CopyRow.$Properties {
        }

        /** Represents a CopyRow. */
        class CopyRow {

            /**
             * Constructs a new CopyRow.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.CopyRow.$Properties);

            /** CopyRow key. */
            key: Uint8Array;

            /** CopyRow value. */
            value: Uint8Array;

            /**
             * Encodes the specified CopyRow message. Does not implicitly {@link hyperdex.v1.CopyRow.verify|verify} messages.
             * @param message CopyRow message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.CopyRow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CopyRow message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.CopyRow & hyperdex.v1.CopyRow.$Shape} CopyRow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.CopyRow & hyperdex.v1.CopyRow.$Shape;
        }

        namespace CopyRow {

            /** Properties of a CopyRow. */
            interface $Properties {

                /** CopyRow key */
                key?: (Uint8Array|null);

                /** CopyRow value */
                value?: (Uint8Array|null);
            }

            /** Shape of a CopyRow. */
            type $Shape = hyperdex.v1.CopyRow.$Properties;
        }

        /**
         * Properties of a ReconcileAsk.
         * @deprecated Use hyperdex.v1.ReconcileAsk.$Properties instead.
         */
        interface IReconcileAsk extends hyperdex.v1.ReconcileAsk.$Properties {
        }

        /** Represents a ReconcileAsk. */
        class ReconcileAsk {

            /**
             * Constructs a new ReconcileAsk.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.ReconcileAsk.$Properties);

            /** ReconcileAsk number. */
            number: number;

            /** ReconcileAsk drained. */
            drained: boolean;

            /** ReconcileAsk rows. */
            rows: boolean;

            /** ReconcileAsk after. */
            after: Uint8Array;

            /** ReconcileAsk through. */
            through: Uint8Array;

            /** ReconcileAsk keys. */
            keys: Uint8Array[];

            /** ReconcileAsk settled. */
            settled: boolean;

            /** ReconcileAsk run. */
            run: number;

            /**
             * Encodes the specified ReconcileAsk message. Does not implicitly {@link hyperdex.v1.ReconcileAsk.verify|verify} messages.
             * @param message ReconcileAsk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.ReconcileAsk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReconcileAsk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.ReconcileAsk & hyperdex.v1.ReconcileAsk.$Shape} ReconcileAsk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.ReconcileAsk & hyperdex.v1.ReconcileAsk.$Shape;
        }

        namespace ReconcileAsk {

            /** Properties of a ReconcileAsk. */
            interface $Properties {

                /** ReconcileAsk number */
                number?: (number|null);

                /** ReconcileAsk drained */
                drained?: (boolean|null);

                /** ReconcileAsk rows */
                rows?: (boolean|null);

                /** ReconcileAsk after */
                after?: (Uint8Array|null);

                /** ReconcileAsk through */
                through?: (Uint8Array|null);

                /** ReconcileAsk keys */
                keys?: (Uint8Array[]|null);

                /** ReconcileAsk settled */
                settled?: (boolean|null);

                /** ReconcileAsk run */
                run?: (number|null);
            }

            /** Shape of a ReconcileAsk. */
            type $Shape = hyperdex.v1.ReconcileAsk.$Properties;
        }

        /**
         * Properties of a ReconcileAnswer.
         * @deprecated Use hyperdex.v1.ReconcileAnswer.$Properties instead.
         */
        interface IReconcileAnswer extends hyperdex.v1.ReconcileAnswer.$Properties {
        }

        /** Represents a ReconcileAnswer. */
        class ReconcileAnswer {

            /**
             * Constructs a new ReconcileAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.ReconcileAnswer.$Properties);

            /** ReconcileAnswer number. */
            number: number;

            /** ReconcileAnswer drained. */
            drained: boolean;

            /** ReconcileAnswer rows. */
            rows: hyperdex.v1.ReconcileRow.$Properties[];

            /** ReconcileAnswer through. */
            through: Uint8Array;

            /** ReconcileAnswer objects. */
            objects: hyperdex.v1.CopyRow.$Properties[];

            /** ReconcileAnswer run. */
            run: number;

            /**
             * Encodes the specified ReconcileAnswer message. Does not implicitly {@link hyperdex.v1.ReconcileAnswer.verify|verify} messages.
             * @param message ReconcileAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.ReconcileAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReconcileAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.ReconcileAnswer & hyperdex.v1.ReconcileAnswer.$Shape} ReconcileAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.ReconcileAnswer & hyperdex.v1.ReconcileAnswer.$Shape;
        }

        namespace ReconcileAnswer {

            /** Properties of a ReconcileAnswer. */
            interface $Properties {

                /** ReconcileAnswer number */
                number?: (number|null);

                /** ReconcileAnswer drained */
                drained?: (boolean|null);

                /** ReconcileAnswer rows */
                rows?: (hyperdex.v1.ReconcileRow.$Properties[]|null);

                /** ReconcileAnswer through */
                through?: (Uint8Array|null);

                /** ReconcileAnswer objects */
                objects?: (hyperdex.v1.CopyRow.$Properties[]|null);

                /** ReconcileAnswer run */
                run?: (number|null);
            }

            /** Shape of a ReconcileAnswer. */
            type $Shape = hyperdex.v1.ReconcileAnswer.$Properties;
        }

        /**
         * Properties of a ReconcileRow.
         * @deprecated Use hyperdex.v1.ReconcileRow.$Properties instead.
         */
        interface IReconcileRow extends hyperdex.v1.ReconcileRow.$Properties {
        }

        /** Represents a ReconcileRow. */
        class ReconcileRow {

            /**
             * Constructs a new ReconcileRow.
             * @param [properties] Properties to set
             */
            constructor(properties?: hyperdex.v1.ReconcileRow.$Properties);

            /** ReconcileRow key. */
            key: Uint8Array;

            /** ReconcileRow version. */
            version: number;

            /** ReconcileRow sum. */
            sum: number;

            /** ReconcileRow removed. */
            removed: boolean;

            /**
             * Encodes the specified ReconcileRow message. Does not implicitly {@link hyperdex.v1.ReconcileRow.verify|verify} messages.
             * @param message ReconcileRow message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: hyperdex.v1.ReconcileRow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReconcileRow message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {hyperdex.v1.ReconcileRow & hyperdex.v1.ReconcileRow.$Shape} ReconcileRow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): hyperdex.v1.ReconcileRow & hyperdex.v1.ReconcileRow.$Shape;
        }

        namespace ReconcileRow {

            /** Properties of a ReconcileRow. */
            interface $Properties {

                /** ReconcileRow key */
                key?: (Uint8Array|null);

                /** ReconcileRow version */
                version?: (number|null);

                /** ReconcileRow sum */
                sum?: (number|null);

                /** ReconcileRow removed */
                removed?: (boolean|null);
            }

            /** Shape of a ReconcileRow. */
            type $Shape = hyperdex.v1.ReconcileRow.$Properties;
        }
    }
}
