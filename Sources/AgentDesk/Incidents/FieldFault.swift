/// Why a field is not as it must be. The words are the interface's.
public enum FieldFault: Error, Sendable, Equatable {
    case required
    /// It holds more characters than it may.
    case tooLong(most: Int)
    case noSuchChoice
    case noDate
    /// The calendar has no such day; without a year where none was typed.
    case noSuchDay(Int, Int, Int?)
    case notANumber
    case numberTooShort(digits: Int)
    case numberTooLong(digits: Int)
    case notYesOrNo
    /// The file cannot be had, in the system's words.
    case unreadableFile(String)
    case tooLargeFile(megabytes: Int)
}
