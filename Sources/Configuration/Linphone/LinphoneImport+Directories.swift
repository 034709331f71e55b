/// Linphone's directories as ours. Its entries are those that liblinphone reads: `ldap_N` (ldap-config-keys.cpp), `carddav_N`
/// (carddav-params.cpp) and, in newer versions, `remote_contact_directory_N` (remote-contact-directory.cpp), where what is LDAP's alone
/// begins with `ldap_`.
extension LinphoneImport {
    mutating func directories(_ theirs: LinphoneSections) {
        for section in theirs.numbered("remote_contact_directory") {
            let isOn = section.value("enabled") != "0"
            switch section.value("type") {
            case "ldap": ldap(section, address: "uri", prefix: "ldap_", isOn: isOn)
            case "carddav": cards(.carddav, section, address: "uri", isOn: isOn, theirs)
            default: leave(section, Bilingual("annuaire d'un genre inconnu", "a directory of an unknown kind"))
            }
        }
        for section in theirs.numbered("ldap") {
            // Linphone takes one that does not say so for switched off.
            ldap(section, address: "server", prefix: "", isOn: section.value("enable") == "1")
        }
        for section in theirs.numbered("carddav") {
            cards(.carddav, section, address: "server_url", isOn: true, theirs)
        }
        guard let url = theirs.section("misc").value("contacts-vcard-list") else { return }
        let list = LinphoneSections.Section(name: "misc", entries: [("contacts-vcard-list", url)])
        cards(.file, list, address: "contacts-vcard-list", isOn: true, theirs)
    }

    /// Nothing of a section is taken.
    private mutating func leave(_ section: LinphoneSections.Section, _ words: Bilingual) {
        for (key, _) in section.entries { left(section.name, key, words) }
    }

    /// What every directory has; nil where it is not taken, which is then told.
    private mutating func begun(
        _ kind: Settings.Directory.Kind, _ section: LinphoneSections.Section, address key: String, isOn: Bool
    ) -> [SettingKey: SettingValue]? {
        guard isOn else {
            leave(section, Bilingual("éteint chez Linphone", "switched off at Linphone's"))
            return nil
        }
        guard directoryNames.count < Limits.directories else {
            let most = Limits.directories
            leave(section, Bilingual("plus de \(most) annuaires", "more than \(most) directories"))
            return nil
        }
        let given = section.value(key) ?? ""
        // LDAP servers that stand in for each other are separated by commas; ours is one.
        let urls = kind == .ldap ? given.split(separator: ",").map(String.init) : [given]
        let first = urls.first ?? ""
        // A password may have a comma in it.
        let isNamed = AddressUser.range(in: given) != nil
        guard !isNamed || first.lowercased().hasPrefix("https:") else {
            let words = Bilingual("utilisateur dans une adresse sans https", "a user in an address without https")
            leave(section, words)
            return nil
        }
        let named = AddressUser(parsing: first)
        let url = named?.address ?? first
        guard isNamed == (named != nil), let host = Self.host(of: url), kind.takes(url: url),
            var values = access(named, section.name, key),
            let address = take(.text(url), as: .directoryURL, from: section.name, key)
        else {
            leave(section, Bilingual("adresse que directory.url n'accepte pas", "no address for directory.url"))
            return nil
        }
        if named != nil {
            let words = values[.directoryPassword] == nil ? "directory.user" : "directory.user, directory.password"
            took(section.name, key, as: .directoryURL, but: Bilingual(words, words))
        }
        if urls.count > 1 {
            took(section.name, key, as: .directoryURL, but: Bilingual("le premier serveur", "the first server"))
        }
        for switches in ["enable", "enabled"] where section.value(switches) != nil {
            took(section.name, switches, as: .directoryURL)
        }
        if section.value("type") != nil { took(section.name, "type", as: .directoryKind) }
        var name = host
        var number = 2
        while directoryNames.contains(name) {
            name = "\(host) \(number)"
            number += 1
        }
        values[.directoryName] = .text(name)
        values[.directoryKind] = .text(kind.rawValue)
        values[.directoryURL] = address
        return values
    }

    /// The user and the password of an address; nil where our settings do not take them.
    private mutating func access(_ named: AddressUser?, _ section: String, _ key: String) -> [SettingKey: SettingValue]?
    {
        guard let named else { return [:] }
        guard let user = take(.text(named.user), as: .directoryUser, from: section, key) else { return nil }
        guard let password = named.password else { return [.directoryUser: user] }
        return take(.text(password), as: .directoryPassword, from: section, key).map {
            [.directoryUser: user, .directoryPassword: $0]
        }
    }

    private mutating func add(_ directory: [SettingKey: SettingValue]) {
        if case .text(let name)? = directory[.directoryName] { directoryNames.insert(name) }
        add(directory, to: "directory")
    }

    // MARK: LDAP

    private mutating func ldap(_ section: LinphoneSections.Section, address: String, prefix: String, isOn: Bool) {
        guard var values = begun(.ldap, section, address: address, isOn: isOn) else { return }
        func key(_ name: String) -> String { prefix + name }
        guard let base = section.value(key("base_object")),
            let accepted = take(.text(base), as: .directoryBase, from: section.name, key("base_object"))
        else {
            leave(section, Bilingual("base_object manque", "base_object is missing"))
            return
        }
        values[.directoryBase] = accepted
        if case .text(let url)? = values[.directoryURL], !url.lowercased().hasPrefix("ldaps:") {
            values[.directoryStartTLS] = .boolean(section.value(key("use_tls")) != "0")
        }
        if section.value(key("use_tls")) != nil { took(section.name, key("use_tls"), as: .directoryStartTLS) }
        if section.value(key("auth_method")) != nil { took(section.name, key("auth_method"), as: .directoryUser) }
        for (name, ours) in [("bind_dn", SettingKey.directoryUser), ("password", .directoryPassword)] {
            guard let text = section.value(key(name)) else { continue }
            if section.value(key("auth_method")) == "0" {
                left(section.name, key(name), Bilingual("l'accès y est anonyme", "access is anonymous there"))
            } else {
                values[ours] = take(.text(text), as: ours, from: section.name, key(name))
            }
        }
        if let filter = section.value(key("filter")) { filters(filter, section.name, key("filter"), into: &values) }
        attributes(section, prefix, into: &values)
        add(values)
    }

    /// `%s` stands for what was typed. Everybody is who has anything there.
    private mutating func filters(
        _ filter: String, _ section: String, _ key: String, into values: inout [SettingKey: SettingValue]
    ) {
        let parts = filter.split(separator: "%s", omittingEmptySubsequences: false)
        let search = parts.joined(separator: "{words}")
        guard let accepted = take(.text(search), as: .directorySearch, from: section, key) else { return }
        values[.directorySearch] = accepted
        var everybody = parts.joined(separator: "*")
        while everybody.contains("**") {
            everybody = everybody.split(separator: "**", omittingEmptySubsequences: false).joined(separator: "*")
        }
        values[.directoryFilter] = .text(everybody)
    }

    private mutating func attributes(
        _ section: LinphoneSections.Section, _ prefix: String, into values: inout [SettingKey: SettingValue]
    ) {
        func names(_ key: String) -> [String] {
            (section.value(key) ?? "").split { $0 == "," || $0 == " " }.map(String.init)
        }
        let (name, numbers) = (prefix + "name_attribute", prefix + "sip_attribute")
        if let first = names(name).first {
            values[.directoryNameAttribute] = take(.text(first), as: .directoryNameAttribute, from: section.name, name)
            if names(name).count > 1, values[.directoryNameAttribute] != nil {
                took(
                    section.name, name, as: .directoryNameAttribute,
                    but: Bilingual("le premier attribut", "the first attribute"))
            }
        }
        let list = names(numbers).map { ConfigurationValue(.text($0), line: 0) }
        if !list.isEmpty {
            values[.directoryNumberAttributes] = take(
                .list(list), as: .directoryNumberAttributes, from: section.name, numbers)
        }
    }

    // MARK: Cards

    private mutating func cards(
        _ kind: Settings.Directory.Kind, _ section: LinphoneSections.Section, address: String, isOn: Bool,
        _ theirs: LinphoneSections
    ) {
        guard var values = begun(kind, section, address: address, isOn: isOn) else { return }
        // Linphone has its passwords in one place: what is of this server's domain and no account's is the directory's.
        let host = section.value(address).flatMap(Self.host)
        let access = theirs.numbered("auth_info").first { info in
            info.value("domain").map { $0.lowercased() == host } ?? false && !isTaken(info.name, "username")
        }
        if values[.directoryUser] == nil, let access, let user = access.value("username"),
            let password = access.value("passwd")
        {
            values[.directoryUser] = take(.text(user), as: .directoryUser, from: access.name, "username")
            values[.directoryPassword] = take(.text(password), as: .directoryPassword, from: access.name, "passwd")
            took(access.name, "domain", as: .directoryURL)
        }
        add(values)
    }

    /// The host of an address, in small letters (RFC 3986 §3.2.2); nil where it names none.
    private static func host(of url: String) -> String? {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
        let place = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        let host = place.hasPrefix("[") ? place.dropFirst().prefix { $0 != "]" } : place.prefix { $0 != ":" }
        return host.isEmpty ? nil : host.lowercased()
    }
}
