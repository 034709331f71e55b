import SIP

extension RingChoice {
    /// What Alert-Info asks for: URNs of RFC 7462, `info=alert-internal` and its kin, and the Bellcore rings, of which a PBX
    /// uses the second for calls from outside and the third and fourth for what is urgent. The most urgent word wins.
    init(_ alerts: [AlertInfo]) {
        func has(_ words: String...) -> Bool { alerts.contains { alert in words.contains { alert.contains($0) } } }
        let isUrgent = alerts.contains {
            $0.contains("priority", "high") || $0.contains("info", "priority") || $0.words == ["priority"]
        }
        if isUrgent || has("alert-priority", "alert-emergency", "urgent", "emergency", "bellcore-dr3", "bellcore-dr4") {
            self = .priority
        } else if has("silent", "silence", "alert-silent", "silentring") {
            self = .silent
        } else if has("internal", "alert-internal", "alert-group", "alert-community") {
            self = .internal
        } else if has("external", "alert-external", "bellcore-dr2") {
            self = .external
        } else {
            self = .normal
        }
    }
}
