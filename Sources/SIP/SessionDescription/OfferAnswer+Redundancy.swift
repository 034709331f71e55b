// What goes beside the encodings of sound: its repetition (RFC 2198) and the noise of its pauses (RFC 3389).
extension AudioFormat {
    /// RFC 2198, on a clock of sound; text has its own (`isRedundant`).
    public var isSoundRedundancy: Bool { clockRate != 1_000 && encodingName.isSame(as: "red") }
    /// RFC 3389, under its own payload type: no other is understood.
    public var isComfortNoise: Bool { payloadType == 13 && clockRate == 8_000 && encodingName.isSame(as: "CN") }
    /// An encoding of sound: neither digits, nor repetition, nor noise.
    var isEncoding: Bool { !isTelephoneEvent && !isSoundRedundancy && !isComfortNoise }

    /// The payload types that a redundant format names, the primary one first (RFC 2198 §5); empty where it names none, or
    /// not as it must.
    private var repeatedTypes: [UInt8] {
        guard let parameters else { return [] }
        let types = parameters.split(separator: "/", maxSplits: 16, omittingEmptySubsequences: false)
        let numbers = types.compactMap { UInt8($0) }
        return numbers.count == types.count && numbers.count >= 2 ? numbers : []
    }

    /// The repetition of these encodings, as far as they have its clock; nil where none has. One encoding is named for
    /// itself and its copy; of several each is named once, and any of them may be in a block.
    public func repeating(_ encodings: [AudioFormat]) -> AudioFormat? {
        let types = encodings.filter { hasClock(of: $0) }.map { String($0.payloadType) }
        guard let first = types.first else { return nil }
        var format = self
        format.parameters = (types.count == 1 ? [first, first] : types).joined(separator: "/")
        return format
    }

    private func hasClock(of encoding: AudioFormat) -> Bool {
        clockRate == encoding.clockRate && channels == encoding.channels
    }

    /// Whether packets of this encoding may go in it.
    fileprivate func takes(_ encoding: AudioFormat) -> Bool {
        isSoundRedundancy && hasClock(of: encoding) && repeatedTypes.contains(encoding.payloadType)
    }
}

extension OfferAnswer {
    /// The formats of an offer: repetition only of the encoding that we like best, since an INVITE has to be short (RFC 3261
    /// §18.1.1); it is answered for any.
    static func offered(_ formats: [AudioFormat]) -> [AudioFormat] {
        let best = formats.first(where: \.isEncoding)
        return formats.filter { !$0.isSoundRedundancy || $0.clockRate == best?.clockRate }
    }

    /// What answers the formats of an offer, in its order and with its payload types. Repetition is answered where it repeats
    /// an encoding of both.
    static func common(_ medium: MediaDescription, with capability: AudioCapability) -> [AudioFormat] {
        let common: [AudioFormat] = medium.formats.compactMap { theirs in
            guard let ours = capability.formats.first(where: { $0.means(theirs) }) else {
                // RFC 3389 §4: noise is taken where it is offered, also where we do not ask for it.
                return theirs.isComfortNoise ? theirs : nil
            }
            var format = ours
            format.payloadType = theirs.payloadType
            if theirs.isSoundRedundancy { format.parameters = theirs.parameters }
            return format
        }
        let encodings = common.filter(\.isEncoding)
        return common.compactMap { format in
            if format.isComfortNoise { return encodings.contains { $0.clockRate == 8_000 } ? format : nil }
            return format.isSoundRedundancy ? format.repeating(encodings.filter(format.takes)) : format
        }
    }

    /// The payload type under which the peer takes `encoding` repeated; nil where it takes none, or we offer none.
    static func redundancy(
        in medium: MediaDescription, for encoding: AudioFormat, ours: [AudioFormat]
    ) -> AudioFormat? {
        medium.formats.first { theirs in theirs.takes(encoding) && ours.contains { $0.means(theirs) } }
    }
}
