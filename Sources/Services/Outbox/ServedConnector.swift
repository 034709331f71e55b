import AgentDesk
import Configuration
import Glibc

/// A server of the configuration, ready to be spoken with: its connector with its secrets, and how it is reached.
public struct ServedConnector: Sendable {
    public var connector: any Connector
    public var access: HTTPAccess

    /// Reads the secret, or runs its command (it may take seconds: never on the main loop).
    /// - Parameter home: the folder of `~/`.
    /// - Throws: where a secret or a template is not to be had; never with anything of a secret.
    public init(_ settings: Settings.Connector, home: String?) throws(ConfigurationProblem) {
        func path(_ key: SettingKey) -> String? {
            settings.text(key).map { Self.atHome($0, home) }
        }
        access = HTTPAccess()
        access.authorities = path(.connectorAuthorities)
        access.certificate = path(.connectorCertificate)
        access.key = path(.connectorCertificateKey)
        access.proxy = settings.text(.connectorProxy)
        access.seconds = settings.timeout
        connector = try Self.connector(settings, secret: Self.secret(of: settings, home) ?? "")
    }

    /// Those of the configuration that are ready: the others hold up none of them.
    /// - Parameters:
    ///   - home: the folder of `~/`.
    ///   - tellProblem: why one is not ready.
    public static func ready(
        _ connectors: [Settings.Connector], home: String?, tellProblem: (ConfigurationProblem) -> Void
    ) -> [String: ServedConnector] {
        var served: [String: ServedConnector] = [:]
        for settings in connectors {
            do throws(ConfigurationProblem) {
                served[settings.name] = try ServedConnector(settings, home: home)
            } catch { tellProblem(error) }
        }
        return served
    }

    private static func connector(
        _ settings: Settings.Connector, secret: String
    ) throws(ConfigurationProblem) -> any Connector {
        let values = settings.list(.connectorValues).compactMap { ConnectorValue($0) }
        func text(_ key: SettingKey) -> String { settings.text(key) ?? "" }
        switch settings.kind {
        case "publik":
            return PublikConnector(
                base: settings.url, client: text(.connectorClient), key: secret, agent: settings.text(.connectorUser),
                keyField: settings.text(.connectorKeyField))
        case "glpi_v1":
            return GLPISessionConnector(
                base: settings.url, userToken: secret, appToken: settings.text(.connectorApplicationSecret),
                values: values)
        case "glpi":
            return GLPIConnector(
                base: settings.url, client: text(.connectorClient), clientSecret: text(.connectorApplicationSecret),
                user: text(.connectorUser), password: secret, values: values)
        case "zammad":
            return ZammadConnector(
                base: settings.url, token: secret, group: text(.connectorGroup),
                customer: settings.text(.connectorCustomer),
                eventPath: settings.text(.connectorEventSecret).map { "api/v1/cti/" + $0 }, values: values)
        default: return try generic(settings, secret: secret)
        }
    }

    private static func generic(
        _ settings: Settings.Connector, secret: String
    ) throws(ConfigurationProblem) -> any Connector {
        guard let template = settings.text(.connectorTemplate).flatMap({ JSONTemplate($0) }) else {
            throw wrong(.connectorTemplate)
        }
        var fields: [HTTPRequest.Field] = []
        for line in settings.list(.connectorHeaders) {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { throw wrong(.connectorHeaders) }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            fields.append(HTTPRequest.Field(String(line[..<colon]), String(value)))
        }
        let condition = settings.text(.connectorSuccess).map { GenericConnector.Condition($0) }
        if case .some(.none) = condition { throw wrong(.connectorSuccess) }
        let question = settings.text(.connectorAskURL).map {
            GenericConnector.Question(url: $0, number: settings.text(.connectorAskNumber) ?? "/id")
        }
        return GenericConnector(
            method: settings.text(.connectorMethod) ?? "POST", url: settings.url, fields: fields, template: template,
            condition: condition ?? nil, number: settings.text(.connectorNumber),
            address: settings.text(.connectorAddress), question: question, secret: secret)
    }

    private static func wrong(_ key: SettingKey) -> ConfigurationProblem {
        ConfigurationProblem(.badValue(.of(key), quoted: nil), path: key.rawValue)
    }

    private static func secret(of settings: Settings.Connector, _ home: String?) throws(ConfigurationProblem) -> String?
    {
        if let secret = settings.secret { return secret }
        if !settings.secretCommand.isEmpty {
            do { return try PasswordCommand(arguments: settings.secretCommand).run() } catch {
                throw ConfigurationProblem(
                    .passwordCommand(error.words), path: SettingKey.connectorSecretCommand.rawValue)
            }
        }
        guard let file = settings.secretFile.map({ atHome($0, home) }) else { return nil }
        let path = SettingKey.connectorSecretFile.rawValue
        guard let contents = try FileContents(file, atMost: Limits.passwordOctets) else {
            throw ConfigurationProblem(.unreadable(String(cString: strerror(ENOENT))), path: path)
        }
        guard contents.mode & 0o077 == 0 else { throw ConfigurationProblem(.readableByOthers, path: path) }
        let line = contents.text.prefix { $0 != "\n" && $0 != "\r\n" && $0 != "\r" }
        guard !line.isEmpty else { throw ConfigurationProblem(.unreadable("empty"), path: path) }
        return String(line)
    }

    private static func atHome(_ path: String, _ home: String?) -> String {
        guard path.hasPrefix("~/"), let home else { return path }
        return home + path.dropFirst(1)
    }
}
