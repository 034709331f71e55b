import Time

// What comes of the peer: its checks, and its answers to ours.
extension ICEAgent {
    /// A Binding message that came this way.
    mutating func receive(_ message: STUNMessage, by way: ICEWay, at now: Instant) -> [Action] {
        guard message.method == .binding else { return [] }
        switch message.messageClass {
        case .request: return receiveRequest(message, by: way, at: now)
        case .indication: return []
        case .success, .failure: return receiveResponse(message, by: way, at: now)
        }
    }

    // MARK: The peer's checks

    /// Who does not know our password gets no word (RFC 8445 §7.3, RFC 8489 §9.1.3 would answer, and so help to flood others).
    private mutating func receiveRequest(
        _ message: STUNMessage, by way: ICEWay, at now: Instant
    ) -> [Action] {
        guard message.hasFingerprint, let user = message.text(STUNAttribute.username),
            user.hasPrefix(local.fragment + ":"), message.isProved(by: Array(local.password.utf8))
        else { return [] }
        guard message.unknownTypes.isEmpty else {
            let list = message.unknownTypes.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
            return [
                respond(
                    .failure, to: message, by: way,
                    [.error(420, "Unknown Attribute"), .init(STUNAttribute.unknownAttributes, list)])
            ]
        }
        guard let priority = message.number(STUNAttribute.priority) else {
            return [respond(.failure, to: message, by: way, [.error(400, "Bad Request")])]
        }
        if isConflicting(message) {
            return [respond(.failure, to: message, by: way, [.error(487, "Role Conflict")])]
        }
        let mapped = STUNMessage.Attribute.address(STUNAttribute.xorMappedAddress, way.remote, message.transaction)
        let check = EarlyCheck(way: way, priority: priority, isNominating: message.has(STUNAttribute.useCandidate))
        return [respond(.success, to: message, by: way, [mapped])] + checked(check, at: now)
    }

    /// RFC 8445 §7.3.1.1: of two ends with one role, the greater tie-breaker keeps it. May change ours.
    private mutating func isConflicting(_ message: STUNMessage) -> Bool {
        if isControlling, let theirs = message.wide(STUNAttribute.iceControlling) {
            if tieBreaker >= theirs { return true }
            change(toControlling: false)
        } else if !isControlling, let theirs = message.wide(STUNAttribute.iceControlled) {
            if tieBreaker < theirs { return true }
            change(toControlling: true)
        }
        return false
    }

    private mutating func change(toControlling isNow: Bool) {
        isControlling = isNow
        sortPairs()
    }

    private func respond(
        _ messageClass: STUNMessage.Class, to request: STUNMessage, by way: ICEWay,
        _ attributes: [STUNMessage.Attribute]
    ) -> Action {
        let octets = STUNMessage(messageClass, .binding, request.transaction, attributes)
            .octets(key: Array(local.password.utf8), isFingerprinted: true)
        return .send(octets, to: way.remote, isRelayed: way.isRelayed)
    }

    // MARK: Answers to ours

    private mutating func receiveResponse(
        _ message: STUNMessage, by way: ICEWay, at now: Instant
    ) -> [Action] {
        guard let plan, message.isProved(by: Array(plan.remote.password.utf8)) else { return [] }
        if let place = consentChecks.firstIndex(of: message.transaction) {
            guard way == selected, message.messageClass == .success else { return [] }
            consentChecks.removeSubrange(...place)
            consentUntil = now + ICELimits.consent
            return []
        }
        // RFC 8445 §7.2.5.2.1: an answer from elsewhere is none.
        guard let check = checks[message.transaction], check.way == way else { return [] }
        checks[message.transaction] = nil
        guard message.messageClass == .success else {
            refused(check, message, at: now)
            return []
        }
        guard message.mappedAddress != nil, let place = pairs.firstIndex(where: { $0.way == way }) else { return [] }
        pairs[place].state = .succeeded
        if firstValid == nil { firstValid = now }
        thaw()
        if isControlling { return check.isNominating ? select(way, at: now) : [] }
        return pairs[place].isNominated ? select(way, at: now) : []
    }

    private mutating func refused(_ check: Check, _ message: STUNMessage, at now: Instant) {
        guard message.failureCode == 487, let place = pairs.firstIndex(where: { $0.way == check.way }),
            !pairs[place].hasSwitched
        else { return failed(check) }
        pairs[place].hasSwitched = true
        // §7.2.5.1: the other role, and once more.
        if check.isControlling == isControlling { change(toControlling: !isControlling) }
        if check.isNominating { nominationFailed(check.way) }
        // Another role sorts the pairs anew: its place may be another one.
        if let place = pairs.firstIndex(where: { $0.way == check.way }) { pairs[place].state = .waiting }
        if !triggered.contains(check.way) { triggered.append(check.way) }
    }
}
