// The settings of the network that are of no account.
extension Setting {
    static func network(_ key: SettingKey) -> Setting {
        switch key {
        case .sipPort:
            Setting(
                key, .integer(0...65_535), standard: .integer(0), example: "5060",
                help: Bilingual(
                    "Port SIP local ; 0 : un port libre.", "Local SIP port; 0: a free one."))
        default:
            Setting(
                key, .list(from: []), standard: .list([]), example: "[\"192.0.2.53\"]",
                help: Bilingual(
                    "Serveurs DNS qui disent où sont les serveurs SIP : adresses IP, avec :port si besoin ; sans eux, ceux du "
                        + "système.",
                    "DNS servers that tell where SIP servers are: IP addresses, with :port where needed; without them the "
                        + "system's."))
        }
    }
}
