import CallEngine
import Configuration
import Glibc
import Services

/// `clairvoix doctor --bundle FILE`: what who helps from afar needs, in one tar archive that everybody can read before it is sent. There is
/// nothing of calls, contacts and notes in it; the messages of the last call only where the agent adds a trace.
public struct DiagnosticBundle: Sendable, Equatable {
    /// The archive, made for its owner alone.
    public var path: String
    /// A file of `--trace`, of which the last call's messages are added; nil: none.
    public var trace: String?
    /// Numbers and users of addresses stay whole.
    public var keepsNumbers = false

    public init(path: String) { self.path = path }

    /// - Parameters:
    ///   - findings: doctor's lines.
    ///   - language: of what is written.
    func write(
        findings: [String], _ settings: Settings, _ options: ProgramOptions, _ language: SettingLanguage
    ) throws(ProgramProblem) {
        let text = DiagnosticText(secrets: settings.secrets, keepsNumbers: keepsNumbers)
        var own = settings
        (own.contacts, own.providedContacts) = ([], [])
        var archive = TapeArchive(at: time(nil))
        archive.add("clairvoix/doctor.txt", text.clean(findings.joined(separator: "\n") + "\n"))
        archive.add("clairvoix/versions.txt", text.clean(Self.versions()))
        archive.add("clairvoix/config.toml", text.clean(own.report(in: language)))
        if let keys = try? KeysFile(beside: options.configurationFile).text() {
            archive.add("clairvoix/keys.toml", text.clean(keys))
        }
        archive.add("clairvoix/provisioning.txt", text.clean(Self.provisioning(options)))
        if let trace { archive.add("clairvoix/last-call.txt", text.clean(try Self.lastCall(trace))) }
        try put(archive.whole)
    }

    private func put(_ octets: [UInt8]) throws(ProgramProblem) {
        // Not over another file: it could be the trace itself.
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw ProgramProblem("\(path): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var written = 0
        while written < octets.count {
            let count = octets[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ProgramProblem("\(path): \(String(cString: strerror(errno)))") }
            written += count
        }
    }

    private static func versions() -> String {
        var lines = ["clairvoix \(Program.version)"]
        var system = utsname()
        if uname(&system) == 0 {
            lines.append(
                withUnsafeBytes(of: &system.release) {
                    "kernel " + String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        if let release = try? FileText.octets("/etc/os-release", atMost: Limits.systemFileOctets) {
            lines.append(String(decoding: release, as: UTF8.self))
        }
        for name in ["TERM", "LANG", "LC_ALL", "XDG_SESSION_TYPE"] {
            lines.append("\(name)=\(ProgramOptions.environment(name) ?? "")")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Which layers there are and how they stand, without their texts: these may hold secrets.
    private static func provisioning(_ options: ProgramOptions) -> String {
        let state = options.layered.record.state()
        var lines: [String] = []
        for (name, set) in [
            ("good", state.good), ("trial", state.trial), ("candidate", state.candidate), ("rejected", state.rejected),
        ] {
            for part in set?.parts ?? [] {
                // A query may hold a token.
                let address = part.address.prefix { $0 != "?" }
                lines.append("\(name) \(part.kind.rawValue) \(address) \(part.text.utf8.count) octets")
            }
        }
        if let heardAt = state.heardAt { lines.append("heard at \(time(nil) - heardAt) s ago") }
        if !state.problem.isEmpty { lines.append("problem: \(state.problem)") }
        return lines.isEmpty ? "none\n" : lines.joined(separator: "\n") + "\n"
    }

    /// The messages that came for the last call of a trace.
    private static func lastCall(_ path: String) throws(ProgramProblem) -> String {
        let trace = try FileText.octets(path, atMost: Limits.traceOctets)
        let messages = trace.split(separator: 10).compactMap { line -> String? in
            guard case .received(let octets, _, _)? = EngineTrace.read(String(decoding: line, as: UTF8.self))?.input
            else {
                return nil
            }
            return String(decoding: octets, as: UTF8.self)
        }
        func field(_ name: String, of message: String) -> String? {
            message.split(whereSeparator: \.isNewline).prefix { !$0.isEmpty }
                .first { $0.lowercased().hasPrefix(name + ":") }.map { String($0.dropFirst(name.count + 1)) }
        }
        let last = messages.last { field("cseq", of: $0)?.contains("INVITE") == true }
        guard let call = last.flatMap({ field("call-id", of: $0) }) else { return "no call in the trace\n" }
        return messages.filter { field("call-id", of: $0) == call }.joined(separator: "\n----\n")
    }
}
