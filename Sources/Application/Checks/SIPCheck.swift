import SIP

/// `clairvoix sip-check FILE…`: whether each file holds one SIP message that this program would read.
public enum SIPCheck {
    /// - Returns: the exit code: 0 where every file is valid, else 1.
    public static func run(files: [String]) throws(ProgramProblem) -> Int32 {
        var code: Int32 = 0
        for path in files {
            let octets = try FileText.octets(path, atMost: Limits.checkedFileOctets)
            let name = files.count > 1 ? path + ": " : ""
            do {
                _ = try Message(parsing: octets)
                print(name + "valid")
            } catch {
                print(name + "invalid: " + error.reason)
                code = 1
            }
        }
        return code
    }
}
