// The settings of one `[[account]]` table that say how its sound gets through address translators.
extension Setting {
    static func way(_ key: SettingKey) -> Setting {
        switch key {
        case .accountICE:
            Setting(
                key, .boolean, standard: .boolean(false), example: "true",
                help: Bilingual(
                    "Chercher le chemin du son par ICE (RFC 8445), à travers les traducteurs d'adresses.",
                    "Find the way of the sound by ICE (RFC 8445), through address translators."))
        case .accountSTUNServer:
            Setting(
                key, .mediaServer(scheme: "stun"), example: "\"stun:192.0.2.10:3478\"",
                help: Bilingual(
                    "Serveur STUN, en UDP, qui dit notre adresse publique ; sert avec ice.",
                    "STUN server, by UDP, that tells our public address; of use with ice."))
        case .accountTURNServer:
            Setting(
                key, .mediaServer(scheme: "turn"), example: "\"turn:192.0.2.10:3478\"",
                help: Bilingual(
                    "Relais TURN, en UDP ou ?transport=tcp, pour le son qui ne passe pas autrement ; sert avec ice.",
                    "TURN relay, by UDP or ?transport=tcp, for sound that gets through no other way; of use with ice."))
        case .accountTURNUser:
            Setting(
                key, .text, example: "\"alice\"",
                help: Bilingual("Nom d'utilisateur du relais TURN.", "User name at the TURN relay."))
        default:
            Setting(
                key, .secret, example: "\"…\"",
                help: Bilingual(
                    "Mot de passe du relais TURN ; le fichier ne doit alors être lisible que de vous (chmod 600).",
                    "Password at the TURN relay; the file must then be readable by you alone (chmod 600)."))
        }
    }
}
