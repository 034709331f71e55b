/// What is wrong in a configuration: one sentence with file, line, key and remedy. Never quotes the value of a secret.
public struct ConfigurationProblem: Error, Sendable, Equatable {
    /// What is wrong, without its place.
    public enum Fault: Sendable, Equatable {
        /// No setting has this name; the nearest that exists, if one is near.
        case unknownKey(nearest: String?)
        /// The setting takes another kind of value: what it got, in words.
        case wrongType(Setting, found: Bilingual)
        /// The kind is right and the value is not; quoted unless secret.
        case badValue(Setting, quoted: String?)
        /// A table was expected: `[audio]`, or `[[account]]` where `isList`.
        case notATable(isList: Bool)
        /// What people say would go in clear over the network.
        case plainServer
        /// A user or a password stands in an address: never quoted.
        case userInAddress
        /// An account without this key.
        case missing(SettingKey)
        /// Of these keys only one may be given in an account.
        case contradiction(SettingKey, SettingKey)
        /// `locked` or `user` of a layer is no list of keys or tables.
        case notAListOfKeys
        /// A server may not say this.
        case notByServer
        /// More than so many accounts.
        case tooManyAccounts
        /// More than so many contacts.
        case tooManyConnectors
        case tooManyContacts
        /// More than so many tables of one list.
        case tooManyTables(Int)
        /// The file is not TOML at this column. The parser's words are left out: they may quote a secret.
        case syntax(column: Int)
        /// The file holds a secret and others may read it.
        case readableByOthers
        /// The file cannot be read: the system's words.
        case unreadable(String)
        /// The file cannot be written: the system's words.
        case unwritable(String)
        /// A link, a folder, a pipe or a device where a file is wanted.
        case irregular
        /// This change cannot be made in the file as it is written; nothing was.
        case unchangeable
        /// The file is larger than so many octets.
        case tooLarge(octets: Int)
        /// A password command failed; in words, without its output.
        case passwordCommand(Bilingual)
    }

    public var fault: Fault
    /// The key's path, such as `audio.codecs`; empty where the file itself is meant.
    public var path: String
    /// From 1; 0 where there is none.
    public var line: Int

    public init(_ fault: Fault, path: String = "", line: Int = 0) {
        self.fault = fault
        self.path = path
        self.line = line
    }

    /// One sentence that names file, line, key and remedy.
    public func sentence(in language: SettingLanguage, file: String) -> String {
        let place: Bilingual =
            line > 0
            ? Bilingual("\(file), ligne \(line) : ", "\(file), line \(line): ") : Bilingual("\(file) : ", "\(file): ")
        let words = words(file: file)[language]
        return place[language] + words + (words.hasSuffix("?") ? "" : ".")
    }

    func words(file: String) -> Bilingual {
        switch fault {
        case .unknownKey(let nearest):
            unknownKey(nearest)
        case .wrongType(let setting, let found):
            Bilingual(
                "« \(path) » attend \(setting.expected.french), pas \(found.french) ; par exemple \(setting.written)",
                "\"\(path)\" takes \(setting.expected.english), not \(found.english); for example \(setting.written)")
        case .badValue(let setting, let quoted):
            Bilingual(
                "« \(path) » attend \(setting.expected.french)" + (quoted.map { ", pas « \($0) »" } ?? "")
                    + " ; par exemple \(setting.written)",
                "\"\(path)\" takes \(setting.expected.english)" + (quoted.map { ", not \"\($0)\"" } ?? "")
                    + "; for example \(setting.written)")
        case .plainServer:
            Bilingual(
                "« \(path) » est une adresse https:// ; http:// ne va qu'à cet ordinateur (127.0.0.1, [::1], localhost)",
                "\"\(path)\" is an https:// address; http:// goes to this computer alone (127.0.0.1, [::1], localhost)")
        case .userInAddress:
            Bilingual(
                "« \(path) » ne prend ni utilisateur ni mot de passe ; écrivez-les dans « user » et « password »",
                "\"\(path)\" takes no user and no password; write them in \"user\" and \"password\"")
        case .notATable(let isList):
            isList
                ? Bilingual(
                    "« \(path) » est une liste de tables ; écrivez [[\(path)]]",
                    "\"\(path)\" is a list of tables; write [[\(path)]]")
                : Bilingual("« \(path) » est une table ; écrivez [\(path)]", "\"\(path)\" is a table; write [\(path)]")
        case .missing(let key):
            missing(key)
        case .contradiction(let one, let other):
            Bilingual(
                "ce \(Self.owner(of: one).french) a à la fois « \(one.name) » et « \(other.name) » ; gardez l'un des deux",
                "this \(Self.owner(of: one).english) has both \"\(one.name)\" and \"\(other.name)\"; keep one of them")
        case .notAListOfKeys:
            Bilingual(
                "« \(path) » est une liste de clés ou de tables ; par exemple \(path) = [\"account.registrar\", \"voice\"]",
                "\"\(path)\" is a list of keys or tables; for example \(path) = [\"account.registrar\", \"voice\"]")
        case .notByServer:
            Bilingual(
                "« \(path) » ne vient pas d'un serveur ; écrivez-la dans le fichier de l'ordinateur",
                "\"\(path)\" does not come from a server; write it in the computer's file")
        case .tooManyAccounts:
            Bilingual(
                "il y a plus de \(Limits.accounts) comptes ; retirez-en",
                "there are more than \(Limits.accounts) accounts; remove some")
        case .tooManyConnectors:
            Bilingual(
                "il y a plus de \(Limits.connectors) serveurs de fiches ; retirez-en",
                "there are more than \(Limits.connectors) record servers; remove some")
        case .tooManyContacts:
            Bilingual(
                "il y a plus de \(Limits.contacts) contacts ; retirez-en",
                "there are more than \(Limits.contacts) contacts; remove some")
        case .tooManyTables(let most):
            Bilingual(
                "il y a plus de \(most) tables [[\(path)]] ; retirez-en",
                "there are more than \(most) tables [[\(path)]]; remove some")
        case .syntax(let column):
            Bilingual(
                "ce n'est pas du TOML, colonne \(column) ; vérifiez les guillemets, les crochets et le signe égal",
                "this is not TOML, column \(column); check quotes, brackets and the equals sign")
        case .readableByOthers, .unreadable, .unwritable, .irregular, .unchangeable, .tooLarge, .passwordCommand:
            fileWords(file: file)
        }
    }

    private func missing(_ key: SettingKey) -> Bilingual {
        let owner = Self.owner(of: key)
        return Bilingual(
            "ce \(owner.french) n'a pas « \(key.rawValue) » ; ajoutez " + Setting.of(key).written,
            "this \(owner.english) has no \"\(key.rawValue)\"; add " + Setting.of(key).written)
    }

    /// Whose key it is; masculine in French.
    private static func owner(of key: SettingKey) -> Bilingual {
        switch key.tablePath {
        case "connector": Bilingual("serveur de fiches", "record server")
        case "contact": Bilingual("contact", "contact")
        case "directory": Bilingual("répertoire", "directory")
        case "hook": Bilingual("programme [[hook]]", "program [[hook]]")
        case "link": Bilingual("lien [[link]]", "page [[link]]")
        default: Bilingual("compte", "account")
        }
    }

    private func unknownKey(_ nearest: String?) -> Bilingual {
        guard let nearest else {
            return Bilingual(
                "clé inconnue « \(path) » ; retirez-la, ou voyez « clairvoix config schema »",
                "unknown key \"\(path)\"; remove it, or see \"clairvoix config schema\"")
        }
        return Bilingual(
            "clé inconnue « \(path) » ; vouliez-vous dire « \(nearest) » ?",
            "unknown key \"\(path)\"; did you mean \"\(nearest)\"?")
    }

    private func fileWords(file: String) -> Bilingual {
        switch fault {
        case .readableByOthers:
            Bilingual(
                "ce fichier contient un mot de passe et d'autres peuvent le lire ; faites chmod 600 \(file)",
                "this file holds a password and others can read it; run chmod 600 \(file)")
        case .unreadable(let reason):
            Bilingual(
                "ce fichier ne peut pas être lu (\(reason)) ; vérifiez le chemin et les droits",
                "this file cannot be read (\(reason)); check the path and the rights")
        case .unwritable(let reason):
            Bilingual(
                "ce fichier ne peut pas être écrit (\(reason)) ; vérifiez ses droits et ceux de son dossier",
                "this file cannot be written (\(reason)); check its rights and those of its folder")
        case .irregular:
            Bilingual(
                "ce n'est pas un fichier ordinaire (lien, dossier, tube ou périphérique) ; nommez-en un autre",
                "this is no regular file (a link, a folder, a pipe or a device); name another")
        case .unchangeable:
            Bilingual(
                "ce fichier est écrit d'une façon qui ne se laisse pas changer ici ; changez-le avec un éditeur de texte",
                "this file is written in a way that cannot be changed from here; change it with a text editor")
        case .tooLarge(let octets):
            Bilingual(
                "ce fichier dépasse \(octets) octets ; raccourcissez-le",
                "this file is over \(octets) octets; shorten it")
        case .passwordCommand(let reason):
            Bilingual(
                "« \(path) » : \(reason.french) ; essayez la commande dans un terminal",
                "\"\(path)\": \(reason.english); try the command in a terminal")
        case .unknownKey, .wrongType, .badValue, .plainServer, .userInAddress, .notATable, .missing, .contradiction,
            .notAListOfKeys,
            .notByServer,
            .tooManyAccounts,
            .tooManyConnectors, .tooManyContacts, .tooManyTables,
            .syntax:
            Bilingual("", "")
        }
    }
}
