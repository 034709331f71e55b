// Real-time text beside the sound (RFC 4103 §9, §10). One text stream; it is encrypted as the sound is, and goes on through a
// hold: who waits may still write.
extension OfferAnswer {
    /// The text line of an offer of ours.
    static func text(_ capability: TextCapability, isSecure: Bool) -> MediaDescription {
        medium(capability, profile: isSecure ? "RTP/SAVP" : "RTP/AVP", .ours, isSecure ? capability.crypto : [])
    }

    private static func medium(
        _ capability: TextCapability, profile: String, _ formats: TextFormats, _ crypto: [CryptoAttribute]
    ) -> MediaDescription {
        let list = formats.formats
        return MediaDescription(
            kind: "text", port: capability.rtpPort, profile: profile, formatNames: list.map { String($0.payloadType) },
            rtcpPort: capability.rtcpPort == capability.rtpPort &+ 1 ? nil : capability.rtcpPort, formats: list,
            crypto: crypto)
    }

    /// Answers an offered text line in its place; nil where it is refused.
    /// - Parameter isSecure: the sound of the same answer is encrypted.
    static func agreeText(
        _ medium: MediaDescription, of offer: SessionDescription, capability: TextCapability, isSecure: Bool
    ) -> (medium: MediaDescription, stream: AgreedText)? {
        guard medium.kind == "text", medium.port != 0, let formats = TextFormats(in: medium),
            let host = offer.host(of: medium), MediaAddress(host) != .unfit
        else { return nil }
        var answered: CryptoAttribute?
        var keys: AgreedKeys?
        if isSecure {
            guard medium.isSecure else { return nil }
            for theirs in medium.crypto where keys == nil {
                keys = AgreedKeys(ours: capability.crypto, theirs: theirs)
                answered = keys.map { CryptoAttribute(tag: theirs.tag, suite: $0.suite, keys: [$0.sending]) }
            }
            guard keys != nil else { return nil }
        } else if !medium.isPlain {
            return nil
        }
        let direction = effective(offer.direction(of: medium), host: host).reversed
        var ours = Self.medium(capability, profile: medium.profile, formats, answered.map { [$0] } ?? [])
        ours.direction = direction == .sendReceive ? nil : direction
        let stream = AgreedText(
            remoteHost: host, remotePort: medium.port, remoteRTCPPort: rtcpPort(of: medium), direction: direction,
            sending: formats, receiving: formats, charactersPerSecond: medium.charactersPerSecond, keys: keys)
        return (ours, stream)
    }

    /// The text that an answer agrees to; nil where it refuses it, or answers it otherwise than it was offered.
    static func acceptedText(of answer: SessionDescription, to offer: SessionDescription) -> AgreedText? {
        guard let place = offer.media.firstIndex(where: { $0.kind == "text" && $0.port != 0 }),
            answer.media.indices.contains(place)
        else { return nil }
        let (ours, medium) = (offer.media[place], answer.media[place])
        guard medium.kind == "text", medium.port != 0, let sending = TextFormats(in: medium),
            let host = answer.host(of: medium), MediaAddress(host) != .unfit, ours.isSecure == medium.isSecure,
            medium.isSecure || medium.isPlain
        else { return nil }
        let keys: AgreedKeys?
        do throws(Failure) { keys = try Self.keys(of: medium, answering: ours) } catch { return nil }
        return AgreedText(
            remoteHost: host, remotePort: medium.port, remoteRTCPPort: rtcpPort(of: medium),
            direction: effective(answer.direction(of: medium), host: host).reversed, sending: sending,
            receiving: .ours, charactersPerSecond: medium.charactersPerSecond, keys: keys)
    }
}
