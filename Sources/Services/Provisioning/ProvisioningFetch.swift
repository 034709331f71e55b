import AgentDesk
import Configuration
import Glibc

/// Reads the layers of a provisioning server: blocking, so call it beside the main loop. It follows no redirection and asks no other
/// server than the one that is named.
public struct ProvisioningFetch: Sendable {
    private let template: String
    private let user: String
    private let host: String
    private let client: HTTPClient
    private let settings: Settings

    /// - Returns: nil where no server is named.
    public init?(_ settings: Settings, environment: (String) -> String?) {
        guard let url = settings.provisioningURL else { return nil }
        self.init(url, settings, environment: environment)
    }

    /// With another address than the settings name, for a dry run.
    public init(_ url: String, _ settings: Settings, environment: (String) -> String?) {
        template = url
        user = settings.provisioningUser ?? environment("LOGNAME") ?? environment("USER") ?? ""
        host = Self.hostName
        self.settings = settings
        let home = environment("HOME") ?? ""
        func file(_ path: String?) -> String? { path.map { $0.hasPrefix("~/") ? home + $0.dropFirst() : $0 } }
        tokenFile = file(settings.provisioningTokenFile)
        var access = HTTPAccess()
        access.authorities = file(settings.provisioningAuthorities)
        access.certificate = file(settings.provisioningCertificate)
        access.key = file(settings.provisioningKey)
        access.most = Limits.layerOctets
        client = HTTPClient(access)
    }

    private let tokenFile: String?

    private static var hostName: String {
        var letters = [CChar](repeating: 0, count: 256)
        guard gethostname(&letters, letters.count - 1) == 0 else { return "" }
        return String(decoding: letters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Asks for all layers.
    /// - Parameter known: what is here already; its parts are not sent again where they are the same (RFC 9110 §13.1.2).
    /// - Returns: the set as the server has it now.
    public func set(known: ProvisionedSet?) throws(ProvisioningProblem) -> ProvisionedSet {
        guard let address = ProvisioningAddress(template: template, user: user, host: host) else {
            throw ProvisioningProblem(.address)
        }
        let token = try token()
        let knownParts = [known?.manifest].compactMap { $0 } + (known?.parts ?? [])
        func part(_ kind: LayerKind, _ address: ProvisioningAddress) throws(ProvisioningProblem) -> ProvisionedSet.Part
        {
            try ask(kind, address, known: knownParts.first { $0.address == address.text }, token)
        }
        let first = try part(.organisation, address)
        guard let layers = try Self.layers(of: first.text) else { return ProvisionedSet(parts: [first]) }
        var parts: [ProvisionedSet.Part] = []
        for (kind, reference) in layers {
            guard let place = address.resolving(reference, user: user, host: host) else {
                throw ProvisioningProblem(.foreign(kind))
            }
            parts.append(try part(kind, place))
        }
        return ProvisionedSet(manifest: first, parts: parts)
    }

    private func ask(
        _ kind: LayerKind, _ address: ProvisioningAddress, known: ProvisionedSet.Part?, _ token: String?
    ) throws(ProvisioningProblem) -> ProvisionedSet.Part {
        var request = HTTPRequest(
            "GET", address.text,
            fields: [
                HTTPRequest.Field("Accept", "application/toml, text/plain, application/xml"),
                // What Linphone's servers look for.
                HTTPRequest.Field("X-Linphone-Provisioning", "1"),
            ])
        if let token { request.fields.append(HTTPRequest.Field("Authorization", "Bearer " + token)) }
        if let tag = known?.tag { request.fields.append(HTTPRequest.Field("If-None-Match", tag)) }
        let response: HTTPResponse
        do { response = try client.answer(to: request) } catch { throw ProvisioningProblem(error) }
        switch response.status {
        case 200:
            guard let text = String(validating: response.body, as: UTF8.self) else {
                throw ProvisioningProblem(.notText)
            }
            return ProvisionedSet.Part(kind: kind, address: address.text, tag: tag(response), text: text)
        case 304:
            guard var known else { throw ProvisioningProblem(.status(304)) }
            known.kind = kind
            return known
        case 300..<400: throw ProvisioningProblem(.elsewhere)
        case 401, 403, 407: throw ProvisioningProblem(.refused)
        default: throw ProvisioningProblem(.status(response.status))
        }
    }

    private func tag(_ response: HTTPResponse) -> String? {
        // One that cannot be sent back (RFC 9110 §8.8.3) would keep every later request from being sent.
        response.value("ETag").flatMap { tag in
            let isSendable = tag.utf8.allSatisfy { $0 > 0x1f && $0 != 0x7f }
            return tag.isEmpty || tag.utf8.count > Configuration.Limits.textCharacters || !isSendable ? nil : tag
        }
    }

    /// `[layers]` of a manifest, in the order of the layers; nil: the file is no manifest.
    private static func layers(of text: String) throws(ProvisioningProblem) -> [(LayerKind, String)]? {
        guard let entries = try? TOMLReading.entries(of: text), let first = entries.first(where: { $0.key == "layers" })
        else { return nil }
        guard entries.count == 1, case .table(let named) = first.value.content, !named.isEmpty else {
            throw ProvisioningProblem(.manifest)
        }
        var layers: [(LayerKind, String)] = []
        for entry in named {
            guard let kind = LayerKind(rawValue: entry.key), kind != .computer, kind != .local,
                case .text(let reference) = entry.value.content
            else { throw ProvisioningProblem(.manifest) }
            layers.append((kind, reference))
        }
        return LayerKind.allCases.flatMap { kind in layers.filter { $0.0 == kind } }
    }

    /// Sent to the named server alone.
    private func token() throws(ProvisioningProblem) -> String? {
        let words: Bilingual
        if let tokenFile {
            do throws(ConfigurationProblem) {
                guard let contents = try FileContents(tokenFile, atMost: Limits.tokenOctets) else {
                    throw ConfigurationProblem(.unreadable(String(cString: strerror(ENOENT))))
                }
                guard contents.mode & 0o077 == 0 else { throw ConfigurationProblem(.readableByOthers) }
                let line = contents.text.prefix { !$0.isNewline }
                return line.isEmpty ? nil : String(line)
            } catch {
                words = Bilingual(
                    error.sentence(in: .french, file: tokenFile), error.sentence(in: .english, file: tokenFile))
            }
        } else if !settings.provisioningTokenCommand.isEmpty {
            do throws(PasswordCommandFault) {
                return try PasswordCommand(arguments: settings.provisioningTokenCommand).run()
            } catch { words = error.words }
        } else {
            return nil
        }
        throw ProvisioningProblem(.token(words))
    }
}
