// Real-time text beside the sound (RFC 4103 §9, §10). One text stream; it is encrypted as the sound is, and goes on through a
// hold: who waits may still write.
extension OfferAnswer {
    /// The text line of an offer of ours. Reports on the port of the text keep its way open while nobody writes (RFC 6263 §5).
    static func text(_ capability: TextCapability, _ protection: MediaProtection) -> MediaDescription {
        let crypto = protection == .keys ? capability.crypto : []
        var medium = medium(capability, profile: protection.profile, .ours, crypto)
        medium.isMultiplexed = true
        medium.isMultiparty = true
        describeICE(capability.ice, in: &medium)
        return medium
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
    /// - Parameter sound: the sound of the same answer.
    static func agreeText(
        _ medium: MediaDescription, of offer: SessionDescription, capability: TextCapability,
        besides sound: MediaDescription, in whole: AudioCapability, _ standing: AgreedText?
    ) -> (medium: MediaDescription, stream: AgreedText)? {
        guard medium.kind == "text", medium.port != 0, let formats = TextFormats(in: medium),
            let host = offer.host(of: medium), MediaAddress(host) != .unfit, medium.protection == sound.protection
        else { return nil }
        var answered: CryptoAttribute?
        var keys: AgreedKeys?
        if medium.isSecure {
            for theirs in medium.crypto where keys == nil {
                keys = AgreedKeys(ours: capability.crypto, theirs: theirs)
                answered = keys.map { CryptoAttribute(tag: theirs.tag, suite: $0.suite, keys: [$0.sending]) }
            }
            guard keys != nil else { return nil }
        }
        let direction = effective(offer.direction(of: medium), host: host).reversed
        var ours = Self.medium(capability, profile: medium.profile, formats, answered.map { [$0] } ?? [])
        ours.direction = direction == .sendReceive ? nil : direction
        ours.isMultiplexed = medium.isMultiplexed
        ours.isMultiparty = medium.isMultiparty
        var dtls: AgreedDTLS?
        if medium.isDTLS {
            let own = AgreedDTLS.Transport(
                host: whole.host, port: capability.ice?.defaultCandidate?.port ?? capability.rtpPort)
            guard let mine = whole.dtls,
                let agreed = AgreedDTLS(medium, host: host, own: own, standing: standing?.dtls, isOffer: true)
            else { return nil }
            answerHandshake(agreed, mine, in: &ours)
            dtls = agreed
        }
        let ice = ice(of: medium, host: host, with: capability.ice, isOffer: true, standing?.ice)
        if ice != nil { describeICE(capability.ice, in: &ours) }
        // RFC 8839 §4.3.1: somebody on the way changed the address; the offerer is told.
        if capability.ice != nil, ice == nil, medium.ice.isUsable { ours.ice.isMismatched = true }
        let stream = AgreedText(
            remoteHost: host, remotePort: medium.port,
            remoteRTCPPort: medium.isMultiplexed ? medium.port : rtcpPort(of: medium), direction: direction,
            isMultiplexed: medium.isMultiplexed, isMultiparty: medium.isMultiparty, sending: formats,
            receiving: formats, charactersPerSecond: medium.charactersPerSecond, keys: keys,
            dtls: dtls, ice: ice)
        return (ours, stream)
    }

    /// The text that an answer agrees to; nil where it refuses it, or answers it otherwise than it was offered.
    static func acceptedText(
        of answer: SessionDescription, to offer: SessionDescription, capability: TextCapability?,
        _ standing: AgreedText?
    ) -> AgreedText? {
        guard let place = offer.media.firstIndex(where: { $0.kind == "text" && $0.port != 0 }),
            answer.media.indices.contains(place)
        else { return nil }
        let (ours, medium) = (offer.media[place], answer.media[place])
        guard medium.kind == "text", medium.port != 0, let sending = TextFormats(in: medium),
            let host = answer.host(of: medium), MediaAddress(host) != .unfit,
            medium.protection != nil, medium.protection == ours.protection
        else { return nil }
        let keys: AgreedKeys?
        let dtls: AgreedDTLS?
        do throws(Failure) {
            keys = try Self.keys(of: medium, answering: ours)
            dtls = try association(of: medium, of: answer, answering: ours, in: offer, standing?.dtls)
        } catch { return nil }
        let own = ours.ice.isUsable ? capability?.ice : nil
        let isMultiplexed = ours.isMultiplexed && medium.isMultiplexed
        return AgreedText(
            remoteHost: host, remotePort: medium.port,
            remoteRTCPPort: isMultiplexed ? medium.port : rtcpPort(of: medium),
            direction: effective(answer.direction(of: medium), host: host).reversed, isMultiplexed: isMultiplexed,
            isMultiparty: ours.isMultiparty && medium.isMultiparty, sending: sending, receiving: .ours,
            charactersPerSecond: medium.charactersPerSecond, keys: keys, dtls: dtls,
            ice: ice(of: medium, host: host, with: own, isOffer: false, standing?.ice))
    }
}
