import Configuration
import Services

/// What a script may set: it may come from anybody, and must reach nothing beyond its own scenario.
enum ScriptReach {
    /// Commands, other servers, and files and devices of this computer.
    private static let foreign: [SettingKey] = [
        .accountPasswordCommand, .accountOutboundProxy, .accountTrusted, .accountSTUNServer, .accountTURNServer,
        .accountTLSAuthorities, .accountTLSCertificate, .accountTLSKey, .sipDNSServers, .audioMicrophone,
        .audioHeadset, .audioVoiceDevice, .audioRingDevices, .audioRecordingNotice, .eventsOpener,
        .provisioningURL, .provisioningTokenFile, .provisioningTokenCommand, .provisioningCommands,
    ]

    /// The first setting of a configuration that reaches too far; nil where none does.
    /// - Parameter registrar: the only server that its line may have; nil: it has no line.
    static func excess(in settings: Settings, registrar: SettingValue?) -> SettingKey? {
        for key in foreign {
            let places = key.rawValue.hasPrefix("account.") ? settings.accounts.indices.map { Optional($0) } : [nil]
            if places.contains(where: { settings.isGiven(key, account: $0) }) { return key }
        }
        // Programs of this computer, and pages of others.
        if !settings.hooks.isEmpty { return .hookProgram }
        if !settings.links.isEmpty { return .linkURL }
        if !settings.connectors.isEmpty { return .connectorURL }
        if !settings.directories.isEmpty { return .directoryURL }
        guard settings.accounts.count <= 1 else { return .accountRegistrar }
        guard settings.accounts.isEmpty else {
            let isOurs = settings.setting(registrar, for: .accountRegistrar, account: 0) == settings
            return isOurs && registrar != nil ? nil : .accountRegistrar
        }
        return nil
    }
}
