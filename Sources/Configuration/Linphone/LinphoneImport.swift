/// Linphone's settings as ours: a TOML text, and for each entry whether it was taken. Values of entries are never told: some are secrets.
public struct LinphoneImport: Sendable, Equatable {
    /// One entry of theirs.
    public struct Line: Sendable, Equatable {
        /// `proxy_0/reg_proxy`.
        public var entry: String
        /// What became of it: our key, or why it was not taken.
        public var words: Bilingual
        public var isTaken: Bool
    }

    /// A configuration file of ours.
    public private(set) var text = ""
    /// Every entry, in their order.
    public private(set) var report: [Line] = []
    private var done: [String: Line] = [:]
    /// Of the directories that were taken: layers match them by their names, so each has its own.
    var directoryNames: Set<String> = []

    public init(_ theirs: LinphoneSections) {
        let shared = forAllAccounts(theirs)
        for proxy in theirs.numbered("proxy") {
            var values = shared
            account(proxy, theirs, into: &values)
            guard values[.accountAddress] != nil else { continue }
            text = SettingsEdit.text(text, adding: values)
        }
        directories(theirs)
        program(theirs)
        for section in theirs.sections {
            for (key, _) in section.entries {
                let name = section.name + "/" + key
                let words = Self.reason(section.name, key)
                report.append(
                    done[name] ?? Line(entry: Self.shown(section.name, key), words: words, isTaken: false))
            }
        }
    }

    /// - Parameter but: what of the value was taken, where it was not all.
    mutating func took(_ section: String, _ key: String, as ours: SettingKey, but part: Bilingual? = nil) {
        let name = section + "/" + key
        let parts = part.map { Bilingual(", \($0.french)", ", \($0.english)") } ?? Bilingual("", "")
        let words = Bilingual(ours.rawValue + parts.french, ours.rawValue + parts.english)
        done[name] = Line(entry: Self.shown(section, key), words: words, isTaken: true)
    }

    private static func shown(_ section: String, _ key: String) -> String { section.quotable + "/" + key.quotable }

    func isTaken(_ section: String, _ key: String) -> Bool { done[section + "/" + key]?.isTaken == true }

    mutating func left(_ section: String, _ key: String, _ words: Bilingual) {
        let name = section + "/" + key
        done[name] = Line(entry: Self.shown(section, key), words: words, isTaken: false)
    }

    /// Our text with one more table of a list.
    mutating func add(_ values: [SettingKey: SettingValue], to list: String) {
        text = SettingsEdit.text(text, addingTo: list, values)
    }

    /// The value where the setting accepts it.
    mutating func take(
        _ content: ConfigurationValue.Content, as ours: SettingKey, from section: String, _ key: String
    ) -> SettingValue? {
        let value = ConfigurationValue(content, line: 0)
        guard let accepted = try? Setting.of(ours).accept(value, path: ours.rawValue) else {
            left(
                section, key,
                Bilingual("valeur que \(ours.rawValue) n'accepte pas", "a value that \(ours.rawValue) does not take"))
            return nil
        }
        took(section, key, as: ours)
        return accepted
    }

    // MARK: Accounts

    private mutating func account(
        _ proxy: LinphoneSections.Section, _ theirs: LinphoneSections, into values: inout [SettingKey: SettingValue]
    ) {
        guard let identity = proxy.value("reg_identity").map(NamedAddress.init) else { return }
        values[.accountAddress] = take(.text(identity.address), as: .accountAddress, from: proxy.name, "reg_identity")
        if !identity.name.isEmpty {
            values[.accountName] = try? Setting.of(.accountName).accept(
                ConfigurationValue(.text(identity.name), line: 0), path: "")
        }
        if proxy.value("reg_sendregister") == "0" {
            values[.accountRegistrar] = .off
            took(proxy.name, "reg_sendregister", as: .accountRegistrar)
        } else if let server = proxy.value("reg_proxy").map(NamedAddress.init) {
            values[.accountRegistrar] = take(
                .text(server.address), as: .accountRegistrar, from: proxy.name, "reg_proxy")
            if proxy.value("reg_sendregister") != nil { took(proxy.name, "reg_sendregister", as: .accountRegistrar) }
        }
        if let route = proxy.value("reg_route").map(NamedAddress.init) {
            values[.accountOutboundProxy] = take(
                .text(route.address), as: .accountOutboundProxy, from: proxy.name, "reg_route")
        }
        if let seconds = proxy.value("reg_expires").flatMap({ Int($0) }) {
            values[.accountExpires] = take(
                .integer(min(max(seconds, 60), 86_400)), as: .accountExpires, from: proxy.name, "reg_expires")
        }
        authentication(identity, theirs, into: &values)
        traversal(proxy, theirs, into: &values)
    }

    /// The `auth_info_N` of the account: of its user, and of its domain where one is said.
    private mutating func authentication(
        _ identity: NamedAddress, _ theirs: LinphoneSections, into values: inout [SettingKey: SettingValue]
    ) {
        let own = theirs.numbered("auth_info").first { info in
            info.value("username") == identity.user
                && (info.value("domain").map { $0.lowercased() == identity.host.lowercased() } ?? true)
        }
        guard let own else { return }
        took(own.name, "username", as: .accountAuthenticationUser)
        if own.value("domain") != nil { took(own.name, "domain", as: .accountAddress) }
        if own.value("algorithm") != nil { took(own.name, "algorithm", as: .accountHA1) }
        if let user = own.value("userid") {
            values[.accountAuthenticationUser] = take(
                .text(user), as: .accountAuthenticationUser, from: own.name, "userid")
        }
        if let realm = own.value("realm") {
            values[.accountRealms] = take(
                .list([ConfigurationValue(.text(realm), line: 0)]), as: .accountRealms, from: own.name, "realm")
        }
        if let ha1 = own.value("ha1") {
            values[.accountHA1] = take(.text(ha1), as: .accountHA1, from: own.name, "ha1")
        }
        guard let password = own.value("passwd") else { return }
        if values[.accountHA1] != nil {
            left(own.name, "passwd", Bilingual("ha1 la remplace", "ha1 is in its place"))
        } else {
            values[.accountPassword] = take(.text(password), as: .accountPassword, from: own.name, "passwd")
        }
    }

    private mutating func traversal(
        _ proxy: LinphoneSections.Section, _ theirs: LinphoneSections, into values: inout [SettingKey: SettingValue]
    ) {
        let reference = proxy.value("nat_policy_ref") ?? theirs.section("net").value("nat_policy_ref")
        guard let reference, let policy = theirs.numbered("nat_policy").first(where: { $0.value("ref") == reference })
        else { return }
        took(policy.name, "ref", as: .accountSTUNServer)
        if proxy.value("nat_policy_ref") != nil { took(proxy.name, "nat_policy_ref", as: .accountSTUNServer) }
        if let server = policy.value("stun_server") {
            values[.accountSTUNServer] = take(
                .text("stun:" + server), as: .accountSTUNServer, from: policy.name, "stun_server")
        }
        if let protocols = policy.value("protocols") {
            values[.accountICE] = .boolean(protocols.contains("ice"))
            took(policy.name, "protocols", as: .accountICE)
        }
    }

    /// What Linphone says once and we say in each account.
    private mutating func forAllAccounts(_ theirs: LinphoneSections) -> [SettingKey: SettingValue] {
        var values: [SettingKey: SettingValue] = [:]
        let sip = theirs.section("sip")
        let isMandatory = sip.value("media_encryption_mandatory") == "1"
        switch sip.value("media_encryption")?.lowercased() {
        case "srtp", "dtls", "dtls-srtp":
            values[.accountEncryption] = .text(isMandatory ? "required" : "preferred")
            if sip.value("media_encryption")?.lowercased() != "srtp" { values[.accountKeyExchange] = .text("dtls") }
            took("sip", "media_encryption", as: .accountEncryption)
            if sip.value("media_encryption_mandatory") != nil {
                took("sip", "media_encryption_mandatory", as: .accountEncryption)
            }
        case "none":
            values[.accountEncryption] = .text("off")
            took("sip", "media_encryption", as: .accountEncryption)
        case "zrtp": left("sip", "media_encryption", Bilingual("ZRTP n'existe pas ici", "there is no ZRTP here"))
        default: break
        }
        if let file = sip.value("root_ca") {
            values[.accountTLSAuthorities] = take(.text(file), as: .accountTLSAuthorities, from: "sip", "root_ca")
        }
        return values
    }

    // MARK: The program

    private mutating func program(_ theirs: LinphoneSections) {
        if let port = theirs.section("sip").value("sip_port").flatMap({ Int($0) }) {
            put(.sipPort, take(.integer(max(0, port)), as: .sipPort, from: "sip", "sip_port"))
        }
        if let ports = theirs.section("rtp").value("audio_rtp_port"), ports.contains("-") {
            put(.audioRTPPorts, take(.text(ports), as: .audioRTPPorts, from: "rtp", "audio_rtp_port"))
        }
        let sound = theirs.section("sound")
        for (key, ours) in [("echocancellation", SettingKey.audioEchoControl), ("agc", .audioAutomaticGain)] {
            guard let value = sound.value(key) else { continue }
            put(ours, take(.boolean(value == "1"), as: ours, from: "sound", key))
        }
        codecs(theirs.numbered("audio_codec"))
    }

    private mutating func codecs(_ sections: [LinphoneSections.Section]) {
        let known: [String: String] = ["opus": "opus", "g722": "g722", "pcma": "pcma", "pcmu": "pcmu", "g729": "g729"]
        var names: [String] = []
        for section in sections {
            let mime = section.value("mime")?.lowercased() ?? ""
            guard let name = known[mime] else {
                let words = Bilingual("codec qui n'existe pas ici", "a codec that is not here")
                for (key, _) in section.entries { left(section.name, key, words) }
                continue
            }
            for (key, _) in section.entries { took(section.name, key, as: .audioCodecs) }
            if section.value("enabled") == "1", !names.contains(name) { names.append(name) }
        }
        if !names.isEmpty { put(.audioCodecs, .list(names)) }
    }

    private mutating func put(_ key: SettingKey, _ value: SettingValue?) {
        if let value { text = SettingsEdit.text(text, setting: key, account: nil, to: value) }
    }

    private static let directoryBounds: Set<String> = [
        "timeout", "timeout_tls_ms", "ldap_timeout_tls_ms", "max_results", "results_limit", "min_chars",
        "min_characters", "delay",
    ]

    private static func isOfDirectory(_ section: String) -> Bool {
        ["ldap_", "carddav_", "remote_contact_directory_"].contains { section.hasPrefix($0) }
    }

    private static func reason(_ section: String, _ key: String) -> Bilingual {
        switch section {
        case _ where key.hasSuffix("verify_server_certificates"):
            Bilingual("les certificats sont toujours vérifiés", "certificates are always checked")
        case _ where isOfDirectory(section) && directoryBounds.contains(key):
            Bilingual("les bornes d'ici valent", "the bounds of this program hold")
        case _ where section.hasPrefix("video"): Bilingual("pas de vidéo ici", "no video here")
        case "sound" where key.hasSuffix("_dev_id"):
            Bilingual("les appareils se choisissent sur la page Son", "devices are chosen on the Sound page")
        case "sip" where key == "verify_server_certs" || key == "verify_server_cn":
            Bilingual("les certificats sont toujours vérifiés", "certificates are always checked")
        case "misc" where key == "config-uri":
            Bilingual("l'adresse s'écrit dans provisioning.url", "the address is written in provisioning.url")
        default: Bilingual("rien de tel ici", "nothing of the kind here")
        }
    }
}

/// `"Name" <sip:user@host;transport=tls>`, as their entries have it.
private struct NamedAddress {
    var name = ""
    var address: String
    var user = ""
    var host = ""

    init(_ text: String) {
        address = text
        if let open = text.firstIndex(of: "<"), let close = text.lastIndex(of: ">"), open < close {
            address = String(text[text.index(after: open)..<close])
            name = text[..<open].filter { $0 != "\"" }.split(separator: " ").joined(separator: " ")
        }
        // A route's loose routing is understood (RFC 3261 §19.1.1).
        address = address.split(separator: ";").filter { $0 != "lr" }.joined(separator: ";")
        let halves = address.drop { $0 != ":" }.dropFirst().split(separator: "@", maxSplits: 1)
        guard halves.count == 2 else { return }
        user = String(halves[0])
        host = String(halves[1].prefix { $0 != ";" && $0 != ":" })
    }
}
