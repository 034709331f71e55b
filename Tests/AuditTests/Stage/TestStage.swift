import Configuration
import Scenarios

@testable import Audit

extension Stage {
    /// A stage whose scenario prepares nothing.
    convenience init(program: String, folder: String, language: SettingLanguage) throws(Stop) {
        try self.init(
            program: program, fault: nil, folder: folder, runtime: folder, language: language,
            launch: Launch(language: language))
    }
}
