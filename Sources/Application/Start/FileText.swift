import Configuration
import Services

/// Reads files that the user names: bounded, regular ones alone, and with a sentence where it cannot be done.
public enum FileText {
    /// - Throws: the sentence, in the language, of why it cannot be read, is no regular file, or is larger than the limit.
    public static func octets(
        _ path: String, atMost limit: Int, in language: SettingLanguage = .english
    ) throws(ProgramProblem) -> [UInt8] {
        do {
            return try OctetFile.octets(path, atMost: limit)
        } catch {
            throw ProgramProblem(error.sentence(in: language, file: path))
        }
    }
}
