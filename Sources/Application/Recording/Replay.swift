import CallEngine
import Configuration
import Glibc
import SIP
import Services
import Time

/// `--replay FILE`: the inputs of a trace handed to a fresh engine, in virtual time; what it does is printed, a line each.
public enum Replay {
    /// - Returns: the exit code: 0, or 1 where a line of the trace is none.
    public static func run(trace path: String, options: ProgramOptions) throws(ProgramProblem) -> Int32 {
        let settings = try options.load()
        let text = try String(decoding: FileText.octets(path, atMost: Limits.traceOctets), as: UTF8.self)
        var lines = text.split(separator: "\n")[...]
        guard let header = lines.popFirst(), let seed = EngineTrace.seed(ofHeader: String(header)) else {
            throw ProgramProblem("\(path): not a trace of this program")
        }
        var engine: EngineSettings
        let language = options.speaks(settings)
        do {
            engine = try EngineSettings(
                settings, practice: options.isPractice ? practiceProxy(lines) : nil, language: language)
        } catch {
            throw ProgramProblem(error.sentence(in: language, file: options.configurationFile.path))
        }
        if !options.isPractice { engine.instanceID = options.stateFolder.existingInstanceID }
        var core = UserAgentCore(settings: engine, seed: seed)
        let start = Instant.now
        var number = 1
        report(core.start(at: start), at: 0)
        for line in lines {
            number += 1
            guard let (microseconds, input) = EngineTrace.read(String(line)) else {
                throw ProgramProblem("\(path), line \(number): not an input of the engine", exitCode: 1)
            }
            report(core.handle(input, at: start + .microseconds(microseconds)), at: microseconds)
        }
        return 0
    }

    /// Where the practice line of the traced run listened: the first flow leads there.
    private static func practiceProxy(_ lines: ArraySlice<Substring>) -> TransportAddress {
        for line in lines {
            if case .flowOpened(_, local: _, let remote)? = EngineTrace.read(String(line))?.input { return remote }
        }
        return TransportAddress(transport: .udp, host: "127.0.0.1", port: 5060)
    }

    private static func report(_ actions: [EngineAction], at microseconds: Int64) {
        for action in actions {
            switch action {
            case .send(let octets, let flow, let address):
                let first = octets.prefix { $0 != 13 }
                print(
                    "\(microseconds) send \(String(decoding: first, as: UTF8.self)) on \(flow.number) to port \(address.port)"
                )
            case .event(let event): print("\(microseconds) event \(event)")
            case .media(let request): print("\(microseconds) media \(request)")
            case .locate(let location, let target):
                print("\(microseconds) locate \(location.number) \(target.host)")
            case .ping(let flow): print("\(microseconds) ping \(flow.number)")
            case .openFlow(let flow, let target, _):
                print("\(microseconds) open \(flow.number) \(target.transport.rawValue)")
            case .closeFlow(let flow): print("\(microseconds) close \(flow.number)")
            }
        }
    }
}
