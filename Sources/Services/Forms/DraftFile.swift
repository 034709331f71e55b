import AgentDesk
import Configuration
import JSONText

/// The forms that are being filled, in `forms.json` of the state folder, their owner's alone.
public struct DraftFile: Sendable, Equatable {
    public let path: String

    /// - Parameter isPractice: the practice line's forms are no real ones.
    public init(in folder: StateFolder, isPractice: Bool) {
        path = folder.path + (isPractice ? "/practice-forms.json" : "/forms.json")
    }

    /// The drafts that were kept, the oldest first; what cannot be read is left out.
    public func read() -> [FormDraft] {
        guard let contents = try? FileContents(path, atMost: FormLimits.draftOctets),
            let json = try? JSONParser.parse(Array(contents.text.utf8), most: FormLimits.draftOctets),
            case .array(let drafts)? = json["drafts"]
        else { return [] }
        return drafts.prefix(FormLimits.drafts).compactMap { FormDraft($0) }
    }

    /// Puts these in the place of those that were kept, whole or not at all.
    /// - Throws: where they cannot be written.
    public func write(_ drafts: [FormDraft]) throws(ConfigurationProblem) {
        let text = JSON.record(["version": .integer(1), "drafts": .array(drafts.map(\.json))]).description + "\n"
        let replacement = try FileReplacement(path)
        for _ in 0..<Limits.writeAttempts {
            if try replacement.write(
                text, over: try FileContents(replacement.target, atMost: FormLimits.draftOctets), mode: 0o600)
            {
                return
            }
        }
        throw ConfigurationProblem(.unwritable("another program keeps changing it"))
    }
}
