/// The offer/answer exchange of one dialog (RFC 3264, RFC 6337), as a value: it keeps our last description and the place
/// of the sound in it, and computes the next. One sound stream and one of text; every other medium is refused in its place.
public struct OfferAnswer: Sendable, Equatable {
    /// Our last description, as an offer or an answer.
    public private(set) var local: SessionDescription?
    /// The peer's last description.
    public private(set) var remote: SessionDescription?
    /// Our offer that has no answer yet.
    public private(set) var pendingOffer: SessionDescription?
    private let sessionID: UInt64
    /// What stands of the text; nil: there is none.
    private(set) var standingText: AgreedText?
    private var standing: AgreedDTLS?
    private(set) var standingICE: AgreedICE?

    /// - Parameter sessionID: the o= line's number, unlike that of any other session.
    public init(sessionID: UInt64) {
        // Some peers read the number as a signed 32-bit one.
        self.sessionID = sessionID & 0x3fff_ffff
    }

    /// Why an offer or an answer leads to no stream: 488 (RFC 3261 §21.4.26).
    public enum Failure: Error, Sendable, Equatable {
        case nothingInCommon
        /// An answer to nothing, or with another number of media than its offer (RFC 3264 §6).
        case answerDoesNotFit
    }

    /// Makes an offer: the first one of the dialog, or one that changes what stands (RFC 3264 §8).
    public mutating func offer(_ capability: AudioCapability, direction: MediaDirection) -> SessionDescription {
        let place = soundPlace ?? 0
        let agreed = local.flatMap { $0.media.indices.contains(place) ? $0.media[place] : nil }
        let protection = Self.protection(offered: capability, agreed: agreed)
        var sound = Self.sound(capability, profile: protection.profile, formats: Self.offered(capability.formats))
        if protection == .keys { sound.crypto = capability.encryption.crypto }
        if protection == .dtls { Self.offerHandshake(capability.dtls, in: &sound) }
        sound.direction = direction == .sendReceive ? nil : direction
        if capability.ice != nil { sound.isMultiplexed = true }
        Self.describeICE(capability.ice, in: &sound)
        var media = [sound]
        if let local {
            // The profile stays what was agreed, feedback (AVPF) with it.
            if let agreed, agreed.kind == "audio", agreed.protection == protection { sound.profile = agreed.profile }
            media = local.media.enumerated().map { $0.offset == place ? sound : $0.element.refused }
        }
        offerText(capability.text, protection, capability.dtls, in: &media)
        let offer = versioned(capability, media: media)
        pendingOffer = offer
        return offer
    }

    /// Text is offered from the first, and again where it stands; who refused it is not asked twice.
    private func offerText(
        _ capability: TextCapability?, _ protection: MediaProtection, _ dtls: DTLSCapability?,
        in media: inout [MediaDescription]
    ) {
        guard let capability else { return }
        var text = Self.text(capability, protection)
        if protection == .dtls { Self.offerHandshake(dtls, in: &text) }
        guard let local else { return media.append(text) }
        if let place = local.media.firstIndex(where: { $0.kind == "text" && $0.port != 0 }),
            media.indices.contains(place), standingText != nil
        {
            media[place] = text
        }
    }

    /// Forgets an offer that was refused: what stood before stands on (RFC 3264 §8, RFC 6337 §3.4).
    public mutating func withdrawOffer() {
        pendingOffer = nil
    }

    /// Answers an offer (RFC 3264 §6). Common encodings keep the offer's order and payload types; what we send is the
    /// common encoding that we like best.
    /// - Parameter direction: what we want; the answer never takes more than the offer gives.
    public mutating func answer(
        _ offer: SessionDescription, with capability: AudioCapability, direction: MediaDirection
    ) throws(Failure) -> (description: SessionDescription, stream: AgreedStream) {
        var found: (place: Int, sound: MediaDescription, stream: AgreedStream)?
        // Where the same sound is offered both ways, the encrypted one is taken, whatever its place.
        let places = offer.media.indices.sorted {
            offer.media[$0].isEncryptedAudio && !offer.media[$1].isEncryptedAudio
        }
        for place in places where found == nil {
            let medium = offer.media[place]
            if let agreed = Self.agree(
                medium, of: offer, capability: capability, direction: direction, standing, standingICE)
            {
                found = (place, agreed.sound, agreed.stream)
            }
        }
        guard var found else { throw .nothingInCommon }
        var media = offer.media.enumerated().map { $0.offset == found.place ? found.sound : $0.element.refused }
        if let text = capability.text {
            for (place, medium) in offer.media.enumerated() where found.stream.text == nil {
                guard
                    let agreed = Self.agreeText(
                        medium, of: offer, capability: text, besides: found.sound, in: capability, standingText)
                else { continue }
                media[place] = agreed.medium
                found.stream.text = agreed.stream
            }
        }
        note(found.stream)
        let description = versioned(capability, media: media)
        local = description
        remote = offer
        pendingOffer = nil
        return (description, found.stream)
    }

    /// Takes the answer to our offer (RFC 3264 §7).
    public mutating func accept(
        _ answer: SessionDescription, capability: AudioCapability
    ) throws(Failure) -> AgreedStream {
        // RFC 3264 §6 asks for as many lines as the offer has; from who leaves text out because it knows none, the sound is
        // taken.
        guard let offer = pendingOffer, let place = Self.soundPlace(in: offer), answer.media.indices.contains(place)
        else { throw .answerDoesNotFit }
        let medium = answer.media[place]
        let ours = offer.media[place]
        guard medium.kind == "audio", medium.port != 0, let host = answer.host(of: medium),
            MediaAddress(host) != .unfit
        else {
            throw .nothingInCommon
        }
        let encodings = ours.formats.filter(\.isEncoding)
        guard let sending = medium.formats.first(where: { theirs in encodings.contains { $0.means(theirs) } }) else {
            throw .nothingInCommon
        }
        let keys = try Self.keys(of: medium, answering: ours)
        let dtls = try Self.association(of: medium, of: answer, answering: ours, in: offer, standing)
        let peerDirection = Self.effective(answer.direction(of: medium), host: host)
        local = offer
        remote = answer
        pendingOffer = nil
        let text = Self.acceptedText(of: answer, to: offer, capability: capability.text, standingText)
        let isMultiplexed = ours.isMultiplexed && medium.isMultiplexed
        var stream = AgreedStream(
            remoteHost: host, remotePort: medium.port,
            remoteRTCPPort: isMultiplexed ? medium.port : Self.rtcpPort(of: medium),
            direction: offer.direction(of: ours).limited(to: peerDirection.reversed), sending: sending,
            receiving: encodings, sendingEvents: Self.events(in: medium, for: sending),
            receivingEvents: ours.formats.filter(\.isTelephoneEvent),
            packetMilliseconds: Self.packetMilliseconds(of: medium, for: sending), peerDirection: peerDirection,
            keys: keys, dtls: dtls, isMultiplexed: isMultiplexed, text: text,
            sendingRedundancy: Self.redundancy(in: medium, for: sending, ours: ours.formats),
            receivingRedundancy: ours.formats.filter(\.isSoundRedundancy),
            takesComfortNoise: medium.formats.contains(where: \.isComfortNoise),
            extendedReports: medium.extendedReports)
        let ice = ours.ice.isUsable ? capability.ice : nil
        stream.ice = Self.ice(of: medium, host: host, with: ice, isOffer: false, standingICE)
        note(stream)
        return stream
    }

    /// What stands now.
    private mutating func note(_ stream: AgreedStream) {
        standing = stream.dtls
        standingText = stream.text
        standingICE = stream.ice
    }

    /// The association that an answer agrees to; nil where our offer asked for none.
    static func association(
        of medium: MediaDescription, of answer: SessionDescription, answering ours: MediaDescription,
        in offer: SessionDescription, _ standing: AgreedDTLS?
    ) throws(Failure) -> AgreedDTLS? {
        guard ours.isDTLS else { return nil }
        guard medium.isDTLS, let host = answer.host(of: medium),
            let agreed = AgreedDTLS(
                medium, host: host, own: .init(host: offer.origin.host, port: ours.port), standing: standing,
                isOffer: false)
        else { throw .nothingInCommon }
        return agreed
    }

    /// The keys of an answer: it names one of our attributes by its tag, or is plain where our offer was (RFC 4568 §5.1.3).
    /// An answer of the other kind is no agreement: nobody on the way may take the encryption out.
    static func keys(
        of medium: MediaDescription, answering ours: MediaDescription
    ) throws(Failure) -> AgreedKeys? {
        guard ours.isSecure else {
            if ours.isDTLS { return nil }
            guard medium.isPlain else { throw .nothingInCommon }
            return nil
        }
        guard medium.isSecure, medium.crypto.count == 1, let theirs = medium.crypto.first,
            let own = ours.crypto.first(where: { $0.tag == theirs.tag && $0.suite == theirs.suite }),
            let keys = AgreedKeys(ours: [own], theirs: theirs)
        else { throw .nothingInCommon }
        return keys
    }

    private var soundPlace: Int? { local.flatMap(Self.soundPlace(in:)) }

    private static func soundPlace(in description: SessionDescription) -> Int? {
        description.media.firstIndex { $0.kind == "audio" && $0.port != 0 }
            ?? description.media.firstIndex { $0.kind == "audio" }
    }

    /// RFC 3264 §8: the version grows by one when anything changes, and only then.
    private func versioned(_ capability: AudioCapability, media: [MediaDescription]) -> SessionDescription {
        let before = pendingOffer ?? local
        var description = SessionDescription(
            origin: .init(sessionID: sessionID, version: before?.origin.version ?? 1, host: capability.host),
            connectionHost: capability.host, media: media)
        if let before, before != description { description.origin.version &+= 1 }
        return description
    }
}

extension OfferAnswer {
    private static func sound(
        _ capability: AudioCapability, profile: String, formats: [AudioFormat]
    ) -> MediaDescription {
        // RFC 3551 §4.2: 20 ms are what nothing said means.
        let milliseconds = capability.packetMilliseconds == 20 ? nil : capability.packetMilliseconds
        return MediaDescription(
            kind: "audio", port: capability.rtpPort, profile: profile,
            formatNames: formats.map { String($0.payloadType) },
            rtcpPort: capability.rtcpPort == capability.rtpPort &+ 1 ? nil : capability.rtcpPort,
            packetMilliseconds: milliseconds, formats: formats, extendedReports: .all)
    }

    private static func agree(
        _ medium: MediaDescription, of offer: SessionDescription, capability: AudioCapability,
        direction: MediaDirection, _ standing: AgreedDTLS?, _ standingICE: AgreedICE?
    ) -> (sound: MediaDescription, stream: AgreedStream)? {
        guard let crypto = crypto(of: medium, encryption: capability.encryption), medium.port != 0,
            let host = offer.host(of: medium), MediaAddress(host) != .unfit
        else { return nil }
        let common = common(medium, with: capability)
        let encodings = common.filter(\.isEncoding)
        let best = capability.formats.lazy.filter(\.isEncoding).compactMap { ours in
            encodings.first { $0.means(ours) }
        }.first
        guard let best else { return nil }
        let peerDirection = effective(offer.direction(of: medium), host: host)
        let agreed = direction.limited(to: peerDirection.reversed)
        var sound = sound(capability, profile: medium.profile, formats: common)
        sound.direction = agreed == .sendReceive ? nil : agreed
        sound.crypto = crypto.attribute.map { [$0] } ?? []
        sound.isMultiplexed = medium.isMultiplexed
        var dtls: AgreedDTLS?
        if medium.isDTLS {
            let own = AgreedDTLS.Transport(host: capability.host, port: capability.soundPort)
            guard let ours = capability.dtls,
                let agreed = AgreedDTLS(medium, host: host, own: own, standing: standing, isOffer: true)
            else { return nil }
            answerHandshake(agreed, ours, in: &sound)
            dtls = agreed
        }
        // RFC 3611 §5.2: extended reports are asked of who asks for them.
        if medium.extendedReports.isEmpty { sound.extendedReports = [] }
        let ice = ice(of: medium, host: host, with: capability.ice, isOffer: true, standingICE)
        if ice != nil { describeICE(capability.ice, in: &sound) }
        // RFC 8839 §4.3.1: somebody on the way changed the address; the offerer is told.
        if capability.ice != nil, ice == nil, medium.ice.isUsable { sound.ice.isMismatched = true }
        var stream = AgreedStream(
            remoteHost: host, remotePort: medium.port,
            remoteRTCPPort: medium.isMultiplexed ? medium.port : rtcpPort(of: medium), direction: agreed,
            sending: best, receiving: encodings, sendingEvents: events(in: medium, for: best),
            receivingEvents: common.filter(\.isTelephoneEvent),
            packetMilliseconds: packetMilliseconds(of: medium, for: best), peerDirection: peerDirection,
            keys: crypto.keys, dtls: dtls, isMultiplexed: medium.isMultiplexed,
            sendingRedundancy: redundancy(in: medium, for: best, ours: capability.formats),
            receivingRedundancy: common.filter(\.isSoundRedundancy),
            takesComfortNoise: common.contains(where: \.isComfortNoise), extendedReports: medium.extendedReports)
        stream.ice = ice
        return (sound, stream)
    }

    /// What answers an offer's ways to encrypt: the first that we know, under its tag and with our key (RFC 4568 §5.1.2);
    /// nothing of either for plain sound. nil: the medium is refused.
    private static func crypto(
        of medium: MediaDescription, encryption: AudioCapability.Encryption
    ) -> (attribute: CryptoAttribute?, keys: AgreedKeys?)? {
        if medium.isPlainAudio { return encryption.takesPlain ? (nil, nil) : nil }
        if medium.kind == "audio", medium.isDTLS { return (nil, nil) }
        guard medium.isSecureAudio else { return nil }
        for theirs in medium.crypto {
            guard let keys = AgreedKeys(ours: encryption.crypto, theirs: theirs) else { continue }
            return (CryptoAttribute(tag: theirs.tag, suite: keys.suite, keys: [keys.sending]), keys)
        }
        return nil
    }

    /// RFC 3264 §8.4 and RFC 2543 §B.5: the address of nowhere means that the peer receives nothing.
    static func effective(_ direction: MediaDirection, host: String) -> MediaDirection {
        MediaAddress(host) == .nowhere
            ? MediaDirection(sends: direction.sends, receives: false) : direction
    }

    static func rtcpPort(of medium: MediaDescription) -> UInt16 {
        medium.rtcpPort ?? (medium.port == .max ? .max : medium.port + 1)
    }

    /// RFC 4733 §2.1: events run on the clock of the sound; peers that offer only 8,000 Hz beside Opus take that one.
    private static func events(in medium: MediaDescription, for encoding: AudioFormat) -> AudioFormat? {
        let events = medium.formats.filter(\.isTelephoneEvent)
        return events.first { $0.clockRate == encoding.clockRate } ?? events.first { $0.clockRate == 8_000 }
    }

    /// RFC 8866 §6.4: the peer's wish, within 10 to 60 ms, its maximum, and for Opus the lengths of its frames.
    private static func packetMilliseconds(of medium: MediaDescription, for encoding: AudioFormat) -> Int {
        let wish = min(medium.packetMilliseconds ?? 20, medium.maximumPacketMilliseconds ?? 60)
        let whole = min(max(wish - wish % 10, 10), 60)
        guard encoding.encodingName.isSame(as: "opus") else { return whole }
        return [60, 40, 20, 10].first { $0 <= whole } ?? 20
    }
}
