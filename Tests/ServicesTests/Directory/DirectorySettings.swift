import Configuration

@testable import Services

/// A directory of a configuration file.
enum DirectorySettings {
    static func of(_ url: String, password: String? = nil, more: String = "") -> Settings.Directory {
        let kind = url.hasPrefix("ldap") ? "ldap" : "vcard_url"
        let secret = password.map { "password = \"\($0)\"\n" } ?? ""
        let text =
            "[[directory]]\nname = \"x\"\nkind = \"\(kind)\"\nurl = \"\(url)\"\nbase = \"dc=x\"\n\(secret)\(more)"
        let entries = (try? TOMLReading.entries(of: text)) ?? []
        return SettingsReader(entries).settings.directories.first ?? Settings.Directory()
    }
}
