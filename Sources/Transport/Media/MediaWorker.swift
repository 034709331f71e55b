import CallEngine
import Media
import Time

#if FAULTS
    import Faults
#endif

/// The inside of the media loop: confined to its thread, and without an allocation per packet or per frame
/// of sound.
final class MediaWorker {
    private static let maximumTicks = 10

    let mailbox: MediaMailbox
    let clock: MediaClock
    let endpoint: MediaEndpoint
    private let rtpPorts: ClosedRange<UInt16>?
    let onMicrophone: (@Sendable (MicrophoneWatch.Finding) -> Void)?
    let onFarEnd: (@Sendable (Bool) -> Void)?
    /// The words for the peer of a recorded call, as `CallRecording` takes them.
    let recordingNotice: @Sendable () -> [Int16]?
    let recordingFormat: RecordingFormat
    /// Recordings that were ended and whose files may not be closed yet.
    var endedRecordings: [CallRecording] = []
    var microphoneWatch = MicrophoneWatch()
    var farEnds = SoundActivity()
    /// Echo control, noise suppression and gain; nil: none is wanted.
    let cleaner: MicrophoneCleaner?
    /// By place.
    var slots: [MediaSlot?]
    /// By a place of their own, which follow those of the sound where the clock's marks name them.
    var texts: [TextSlot?]
    /// ICE that was asked for sessions whose ports are asked for next.
    var wishes: [MediaID: ICEWish] = [:]
    var textWishes: [MediaID: ICEWish] = [:]
    private var openSlots = 0
    private var openedPairs = 0
    private var isTimerRunning = false
    private var isBorrowing = false
    var pacing = PortPacing()
    /// Of the sockets, by their marks.
    var turns: SocketTurns
    var reserve = PlayoutReserve()
    /// Our certificate for DTLS; nil: the library gave none.
    let identity = DTLSIdentity()
    let packets = PacketBuffer()
    let storage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Limits.mediaPacketOctets)
    var microphone = [Int16](repeating: 0, count: RealtimeLimits.frameSamples)
    var heard = [Int16](repeating: 0, count: RealtimeLimits.frameSamples)
    var mixed = [Int16](repeating: 0, count: RealtimeLimits.frameSamples)
    /// What the other parties of the conference say to one of them.
    var others = [Int16](repeating: 0, count: RealtimeLimits.frameSamples)
    let conference = ConferenceSum()
    private(set) var hasConference = false
    /// The sessions of the conference, and what they and the agent are called in it.
    private(set) var joined: Set<MediaID> = []
    private(set) var partyNames: [MediaID: NamedParty] = [:]
    private(set) var ownName = ""

    init(
        mailbox: MediaMailbox, clock: MediaClock, endpoint: MediaEndpoint, rtpPorts: ClosedRange<UInt16>?,
        voiceProcessing: VoiceProcessingChoice,
        onMicrophone: (@Sendable (MicrophoneWatch.Finding) -> Void)?, onFarEnd: (@Sendable (Bool) -> Void)?,
        recordingNotice: @escaping @Sendable () -> [Int16]?, recordingFormat: RecordingFormat
    ) {
        self.mailbox = mailbox
        self.clock = clock
        self.endpoint = endpoint
        self.rtpPorts = rtpPorts
        cleaner = MicrophoneCleaner(voiceProcessing)
        self.onMicrophone = onMicrophone
        self.onFarEnd = onFarEnd
        self.recordingNotice = recordingNotice
        self.recordingFormat = recordingFormat
        slots = Array(repeating: nil, count: Limits.mediaSessions)
        texts = Array(repeating: nil, count: Limits.mediaSessions)
        turns = SocketTurns(sockets: 2 * SlotSocket.allCases.count * Limits.mediaSessions, at: .now)
        storage.initialize(repeating: 0)
    }

    deinit { storage.deallocate() }

    /// Runs until the mailbox is stopped.
    func run() {
        var found = [UInt64](repeating: 0, count: 64)
        while !mailbox.isStopped {
            let waits = openSlots > 0 ? patience : -1
            let count = clock.wait(milliseconds: turns.held.isEmpty ? waits : 10, into: &found)
            let now = Instant.now
            if turns.isOver(at: now) { beginTurns(at: now) }
            var ticks = 0
            // Packets alone change nothing that waits: the devices' clocks, or ours, come each 10 ms.
            var isTurn = count == 0
            for index in 0..<count {
                switch clock.wake(of: found[index]) {
                case .mailbox:
                    takeRequests(at: now)
                    isTurn = true
                case .timer:
                    ticks = min(clock.takeTicks(), Self.maximumTicks)
                    isTurn = true
                case .socket(let mark): receive(mark: mark, at: now)
                }
            }
            guard openSlots > 0 else {
                runTimer(false)
                rest()
                continue
            }
            guard isTurn || !isTimerRunning else { continue }
            borrow(true)
            serveEndpoint(ticks: ticks, at: now)
            handleDeadlines(at: now)
            handleTextDeadlines(at: now)
            runTimer(needsTimer(at: now))
        }
        borrow(false)
        for case let text? in texts { closeText(text.id, at: .now) }
        for slot in slots { if let slot { close(slot, at: .now) } }
        finishRecordings()
    }

    /// No call is up: nobody hears the microphone, and what the headset lacks meanwhile is no hole.
    private func rest() {
        if let finding = microphoneWatch.rest() { onMicrophone?(finding) }
        if let isHeard = farEnds.rest() { onFarEnd?(isHeard) }
        reserve.rest()
        borrow(false)
        if case .port(let port) = endpoint { port.isMicrophoneSent = false }
    }

    /// While calls are up the loop's timer runs where a headset that plays into nothing has its work done by it.
    private func borrow(_ borrows: Bool) {
        guard borrows != isBorrowing, case .port(let port) = endpoint else { return }
        isBorrowing = borrows
        if borrows { port.headset.begin() } else { port.headset.end() }
    }

    private func runTimer(_ isNeeded: Bool) {
        guard isNeeded != isTimerRunning else { return }
        isTimerRunning = isNeeded
        clock.runTimer(isNeeded)
    }

    // MARK: Requests

    private func takeRequests(at now: Instant) {
        for request in mailbox.take() { carryOut(request, at: now) }
    }

    private func carryOut(_ request: MediaRequest, at now: Instant) {
        switch request {
        case .open(let id, let host):
            open(id, host: host, at: now)
        case .gather(let id, let servers, let credentials, let isText):
            let wish = ICEWish(servers: servers, credentials: credentials)
            if isText { textWishes[id] = wish } else { wishes[id] = wish }
        case .openText(let id, let host):
            openText(id, host: host, at: now)
        case .applyText(let id, let plan):
            applyText(id, plan, at: now)
        case .expectHandshake(let id):
            slot(id)?.expectHandshake()
            text(id)?.expectHandshake()
        case .text(let id, let typed):
            #if FAULTS
                if Fault.textSilencesVoice.isOn { slot(id)?.session.setMuted(true) }
            #endif
            _ = text(id)?.session.send(typed, at: now)
        case .rebind(let id, let host):
            rebind(id, host: host, at: now)
        case .apply(let id, let plan):
            guard let slot = slot(id) else { return }
            if slot.sound == nil, case .internal(let choose) = endpoint { slot.sound = EndpointSound(choose(id)) }
            slot.apply(plan, at: now)
            tellHandshake(of: slot)
            tellICE(of: slot, at: now)
        case .mute(let id, let isMuted):
            #if FAULTS
                if Fault.muteLies.isOn { return }
            #endif
            slot(id)?.session.setMuted(isMuted)
        case .record(let id, let path, let number):
            record(id, path: path, number)
        case .ownSound(let id, let call):
            slot(id)?.lentPort = call.flatMap { mailbox.port(lentTo: $0) }
        case .tone(let id, let tone, let level):
            slot(id)?.session.playTone(tone, level: level)
        case .digits(let id, let digits):
            _ = slot(id)?.session.sendDigits(digits)
        case .statistics(let id, let token):
            mailbox.report(.statistics(id, figures(of: id), token: token))
        case .partyNames(let names, let own):
            partyNames = names
            ownName = own
        case .conference(let members):
            join(members)
            joinTexts(at: now)
        case .close(let id):
            wishes[id] = nil
            textWishes[id] = nil
            let figures = figures(of: id)
            closeText(id, at: now)
            if let slot = slot(id) { close(slot, at: now) }
            mailbox.report(.closed(id, figures))
        }
    }

    private func figures(of id: MediaID) -> StreamStatistics {
        var figures = slot(id)?.session.statistics ?? StreamStatistics()
        figures.text = text(id).flatMap { $0.isPlanned ? $0.session.statistics : nil }
        return figures
    }

    private func join(_ members: [MediaID]) {
        joined = Set(members)
        hasConference = false
        for slot in slots {
            guard let slot else { continue }
            let isJoined = members.contains(slot.id)
            slot.setJoined(isJoined)
            if isJoined { hasConference = true }
        }
    }

    func slot(_ id: MediaID) -> MediaSlot? {
        for slot in slots { if let slot, slot.id == id { return slot } }
        return nil
    }

    /// A free pair of ports, another one each time.
    func bindPair(host: String) -> PortPair? {
        openedPairs &+= 1
        return PortPair.bind(host: host, range: rtpPorts, start: openedPairs)
    }

    /// Another one for each call (RFC 7022 §4.2).
    static func newCanonicalName() -> String {
        (0..<3).map { _ in String(UInt32.random(in: .min ... .max), radix: 16) }.joined(separator: "-")
    }

    /// Adds the sockets of a pair to the clock, as a place names them.
    func watch(_ pair: PortPair, place: Int) -> Bool {
        clock.add(pair.rtp, mark: SlotSocket.rtp.mark(of: place))
            && clock.add(pair.rtcp, mark: SlotSocket.rtcp.mark(of: place))
    }

    private func open(_ id: MediaID, host: String, at now: Instant) {
        var pair = bindPair(host: host)
        if pair == nil, text(id) != nil {
            giveUpText(id, at: now)
            pair = bindPair(host: host)
        }
        guard slot(id) == nil, let place = slots.firstIndex(where: { $0 == nil }), let pair,
            watch(pair, place: place)
        else {
            giveUpText(id, at: now)
            wishes[id] = nil
            return mailbox.report(.failed(id))
        }
        let ice = takeICE(id, pair, place: place, host: host, at: now)
        var random = SystemRandomNumberGenerator()
        // RFC 3550 §6.5.1: the text of a call has the same.
        let name = text(id)?.session.canonicalName ?? Self.newCanonicalName()
        let session = MediaSession(random: &random, canonicalName: name, at: now)
        let slot = MediaSlot(id, session, pair, identity: identity, ice: ice)
        slots[place] = slot
        openSlots += 1
        announce(slot, host: host, at: now)
    }

    /// At once, or when its candidates are known.
    private func announce(_ slot: MediaSlot, host: String, at now: Instant) {
        guard slot.ice != nil || text(slot.id)?.awaitedHost != nil else { return tellReady(slot, host: host) }
        slot.awaitedHost = host
        tellICE(of: slot, at: now)
    }

    func tellReady(_ slot: MediaSlot, host: String) {
        mailbox.report(
            .ready(
                slot.id, host: host, rtpPort: slot.ports.rtpPort, rtcpPort: slot.ports.rtcpPort,
                fingerprint: identity?.fingerprint))
    }

    private func tellHandshake(of slot: MediaSlot) {
        if let outcome = slot.takeOutcome() { mailbox.report(.handshake(slot.id, isText: false, outcome)) }
    }

    /// New sockets on another address of this computer; the session itself goes on. Where none can be bound, the old
    /// ones stay.
    private func rebind(_ id: MediaID, host: String, at now: Instant) {
        guard let slot = slot(id), let place = slots.firstIndex(where: { $0 === slot }),
            let pair = bindPair(host: host), watch(pair, place: place)
        else {
            wishes[id] = nil
            return mailbox.report(.failed(id))
        }
        slot.rebind(pair, ice: takeICE(id, pair, place: place, host: host, at: now), at: now)
        announce(slot, host: host, at: now)
    }

    private func close(_ slot: MediaSlot, at now: Instant) {
        endRecording(of: slot)
        slot.session.bye(at: now, into: packets)
        slot.send(packets)
        slot.closeHandshakes(at: now)
        guard let place = slots.firstIndex(where: { $0 === slot }) else { return }
        slots[place] = nil
        openSlots -= 1
    }

    // MARK: The network

    /// False: the socket has given what it may, and is not listened to until the next tick.
    func mayReceive(mark: Int) -> Bool {
        let isAllowed = turns.mayGive(mark: mark)
        if !isAllowed { listen(false, mark: mark) }
        return isAllowed
    }

    /// Reads what a relay by TCP brought, of which frames are then taken. False: not before the next tick.
    func readRelay(of ice: ICEPort?, mark: Int) -> Bool {
        guard mayReceive(mark: mark) else { return false }
        ice?.wakeRelay()
        turns.gave(Limits.packetsPerRelayRead, mark: mark)
        return true
    }

    private func beginTurns(at now: Instant) {
        // Sockets that others took the place of meanwhile are listened to already.
        for mark in turns.held { listen(true, mark: mark) }
        turns.begin(at: now)
    }

    private func listen(_ listens: Bool, mark: Int) {
        let place = SlotSocket.place(of: mark)
        if place < slots.count {
            slots[place]?.listen(listens, SlotSocket(mark: mark), mark: mark, on: clock)
        } else {
            texts[place - slots.count]?.listen(listens, SlotSocket(mark: mark), mark: mark, on: clock)
        }
    }

    /// Reads a socket until it is empty or others must have their turn.
    private func receive(mark: Int, at now: Instant) {
        let place = SlotSocket.place(of: mark)
        guard let socket = SlotSocket(mark: mark) else { return }
        guard slots.indices.contains(place) else { return receiveText(socket, place - slots.count, at: now) }
        guard let slot = slots[place] else { return }
        guard socket != .relay || readRelay(of: slot.ice, mark: mark) else { return }
        for _ in 0..<socket.packetsPerTurn {
            guard socket == .relay || mayReceive(mark: mark),
                let reception = slot.receive(socket, storage: storage, at: now)
            else { return }
            turns.gave(mark: mark)
            tellHandshake(of: slot)
            tellICE(of: slot, at: now)
            if reception.isFirstPacket { mailbox.report(.firstPacket(slot.id)) }
            if let source = reception.newSource {
                mailbox.report(.source(slot.id, host: source.host, port: source.port))
            }
            if let digit = reception.digit { mailbox.report(.digit(slot.id, digit)) }
        }
    }

    private func handleDeadlines(at now: Instant) {
        for slot in slots {
            guard let slot else { continue }
            handleICE(of: slot, at: now)
            slot.handleHandshakes(at: now)
            tellHandshake(of: slot)
            if let isSilent = slot.session.silenceChange(at: now) { mailbox.report(.silence(slot.id, isSilent)) }
            if let quality = slot.session.qualityChange(at: now) { mailbox.report(.quality(slot.id, quality)) }
            guard let deadline = slot.session.nextDeadline, deadline <= now else { continue }
            slot.session.handleTimeout(at: now, into: packets)
            slot.send(packets)
        }
    }
}
