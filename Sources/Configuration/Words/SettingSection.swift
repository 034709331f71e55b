/// The parts of the settings, in the order of the file: each is one table of it.
public enum SettingSection: String, Sendable, Hashable, CaseIterable {
    case general = ""
    case accounts = "account"
    case dialling = "account.dial"
    case sound = "audio"
    case tones = "audio.tones"
    case voice
    case interface
    case braille
    case history
    case network = "sip"
    case numbers
    case directories = "directory"
    case connectors = "connector"
    case events
    case links
    case hooks = "hook"
    case linkedPages = "link"
    case provisioning
    case contacts = "contact"

    /// A short spoken name.
    public var title: Bilingual {
        switch self {
        case .general: Bilingual("Général", "General")
        case .accounts: Bilingual("Comptes", "Accounts")
        case .dialling: Bilingual("Codes à composer", "Dialling codes")
        case .sound: Bilingual("Son", "Sound")
        case .tones: Bilingual("Tonalités", "Tones")
        case .voice: Bilingual("Voix", "Voice")
        case .interface: Bilingual("Écran et touches", "Screen and keys")
        case .braille: Bilingual("Braille", "Braille")
        case .history: Bilingual("Historique", "History")
        case .network: Bilingual("Réseau", "Network")
        case .numbers: Bilingual("Numéros de téléphone", "Telephone numbers")
        case .directories: Bilingual("Annuaires", "Directories")
        case .connectors: Bilingual("Serveurs de fiches", "Record servers")
        case .events: Bilingual("Événements d'appel", "Call events")
        case .links: Bilingual("Liens pour appeler", "Links to call")
        case .hooks: Bilingual("Programmes lancés", "Programs that are run")
        case .linkedPages: Bilingual("Pages ouvertes", "Pages that are opened")
        case .provisioning: Bilingual("Réglages reçus", "Settings received")
        case .contacts: Bilingual("Contacts", "Contacts")
        }
    }

    /// The path of its table in the file; "" for the file itself.
    public var tablePath: String { rawValue }

    /// Its settings stand once in every account.
    public var isOfAccount: Bool { list == "account" }

    /// Its settings stand once in every contact.
    public var isOfContact: Bool { list == "contact" }

    /// It has a page of its own: it stands in the file once, or once in every account.
    public var hasPage: Bool { list == nil || isOfAccount }

    /// It is a list of tables in the file.
    var isList: Bool { list == tablePath }

    /// The list of tables in whose elements its settings stand; nil: they stand in the file once.
    var list: String? {
        switch self {
        case .accounts, .dialling: "account"
        case .directories: "directory"
        case .connectors: "connector"
        case .contacts: "contact"
        case .hooks: "hook"
        case .linkedPages: "link"
        case .general, .sound, .tones, .voice, .interface, .braille, .history, .network, .numbers, .events, .links,
            .provisioning:
            nil
        }
    }

    /// Its settings, in the order of the file.
    public var settings: [Setting] { SettingKey.keys(of: tablePath).map(Setting.of) }
}

extension Setting {
    /// The part of the settings in which it stands.
    public var section: SettingSection { SettingSection(rawValue: key.tablePath) ?? .general }
}
