import Configuration
import Glibc
import JSONText

/// What is kept of the provisioning server, in one file of the state folder that is replaced whole: an end of the program at any moment
/// leaves the state before or after. It is its owner's alone: layers may hold secrets.
public struct ProvisioningRecord: Sendable {
    /// The file.
    public let path: String

    public init(_ folder: StateFolder) { path = folder.path + "/provisioning.json" }

    /// The state as it was kept; a new one where there is none or the file is broken.
    public func state() -> ProvisioningState {
        guard let contents = try? FileContents(path, atMost: Limits.provisioningOctets),
            let json = try? JSONParser.parse(Array(contents.text.utf8), most: Limits.provisioningOctets)
        else { return ProvisioningState() }
        var state = ProvisioningState()
        state.good = json["good"].flatMap(Self.set)
        state.trial = json["trial"].flatMap(Self.set)
        state.candidate = json["candidate"].flatMap(Self.set)
        state.rejected = json["rejected"].flatMap(Self.set)
        state.problem = json["problem"]?.text ?? ""
        state.told = json["told"]?.text.flatMap(ProvisioningState.News.init)
        state.owed = json["owed"]?.text.flatMap(ProvisioningState.News.init)
        state.heardAt = json["heard_at"]?.integer
        return state
    }

    /// Changes the state on disk, under a lock that another program waits for.
    /// - Returns: what the change gave.
    /// - Throws: `notKept`.
    public func change<Result>(_ change: (inout ProvisioningState) -> Result) throws(ProvisioningProblem) -> Result {
        do throws(ConfigurationProblem) {
            let replacement = try FileReplacement(path)
            for _ in 0..<Limits.writeAttempts {
                let old = try FileContents(replacement.target, atMost: Limits.provisioningOctets)
                let before = state()
                var after = before
                let result = change(&after)
                if after == before { return result }
                if try replacement.write(Self.json(after).description, over: old, mode: 0o600) { return result }
            }
        } catch {
            if case .unwritable(let reason) = error.fault { throw ProvisioningProblem(.notKept(reason)) }
            if case .unreadable(let reason) = error.fault { throw ProvisioningProblem(.notKept(reason)) }
        }
        throw ProvisioningProblem(.notKept("another program keeps changing it"))
    }

    /// The same where a state was kept before; else nothing is done.
    public func changeIfThere(_ change: (inout ProvisioningState) -> Void) throws(ProvisioningProblem) {
        if access(path, F_OK) == 0 { try self.change(change) }
    }

    private static func json(_ state: ProvisioningState) -> JSON {
        .record([
            "good": state.good.map(json), "trial": state.trial.map(json), "candidate": state.candidate.map(json),
            "rejected": state.rejected.map(json), "problem": state.problem.isEmpty ? nil : .text(state.problem),
            "told": state.told.map { .text($0.rawValue) }, "owed": state.owed.map { .text($0.rawValue) },
            "heard_at": state.heardAt.map { .integer($0) },
        ])
    }

    private static func json(_ set: ProvisionedSet) -> JSON {
        .record(["manifest": set.manifest.map(json), "parts": .array(set.parts.map(json))])
    }

    private static func json(_ part: ProvisionedSet.Part) -> JSON {
        .record([
            "kind": .text(part.kind.rawValue), "address": .text(part.address), "tag": part.tag.map { .text($0) },
            "text": .text(part.text),
        ])
    }

    private static func set(_ json: JSON) -> ProvisionedSet? {
        guard case .array(let parts)? = json["parts"] else { return nil }
        let read = parts.compactMap(part)
        guard read.count == parts.count else { return nil }
        return ProvisionedSet(manifest: json["manifest"].flatMap(part), parts: read)
    }

    private static func part(_ json: JSON) -> ProvisionedSet.Part? {
        guard let kind = json["kind"]?.text.flatMap(LayerKind.init), let address = json["address"]?.text,
            let text = json["text"]?.text
        else { return nil }
        return ProvisionedSet.Part(kind: kind, address: address, tag: json["tag"]?.text, text: text)
    }
}
