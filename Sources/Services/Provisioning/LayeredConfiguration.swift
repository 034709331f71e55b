import Configuration
import Glibc

/// The configuration in all its layers: the computer's file, what the provisioning server said, and the agent's own file.
public struct LayeredConfiguration: Sendable {
    public let local: ConfigurationFile
    /// The computer's file; it need not exist.
    public let computerPath: String
    public let record: ProvisioningRecord

    /// Where the computer's file is if no option names another.
    public static let standardComputerPath = "/etc/clairvoix/config.toml"

    public init(local: ConfigurationFile, computerPath: String?, state: StateFolder) {
        var local = local
        self.computerPath = computerPath ?? Self.standardComputerPath
        record = ProvisioningRecord(state)
        local.isPart = access(self.computerPath, F_OK) == 0 || access(record.path, F_OK) == 0
        self.local = local
    }

    /// The settings that hold, with a set of a server's.
    /// - Throws: what is wrong in the agent's file or the computer's, the first of it. What is wrong in the set was told when it came:
    ///   its good values hold.
    public func settings(with set: ProvisionedSet?) throws(ConfigurationFault) -> LayeredSettings {
        let own: Settings
        do throws(ConfigurationProblem) { own = try local.load() } catch {
            throw ConfigurationFault(file: local.path, problem: error)
        }
        var layers: [SettingsLayer] = []
        if let computer = try computer() { layers.append(computer) }
        let mayRun = mayRunCommands(own, layers.first)
        for part in set?.parts ?? [] { layers.append(Self.reader(part, mayRun).layer) }
        let layered = LayeredSettings(layers, local: own)
        if let problem = layered.problems.first { throw ConfigurationFault(file: local.path, problem: problem) }
        return layered
    }

    /// The settings before any server's word: where it is, and how it is asked.
    public func settingsOfThisComputer() throws(ConfigurationFault) -> Settings {
        let computer = try computer()
        do throws(ConfigurationProblem) {
            var own = local
            own.isPart = true
            return LayeredSettings(computer.map { [$0] } ?? [], local: try own.load()).settings
        } catch { throw ConfigurationFault(file: local.path, problem: error) }
    }

    /// Everything that is wrong with a set, over the files of this computer: it is then not taken.
    public func problems(of set: ProvisionedSet) -> [Bilingual] {
        let own = (try? local.load()) ?? Settings()
        let computer = try? computer()
        let mayRun = mayRunCommands(own, computer)
        var layers = [computer].compactMap { $0 }
        var sentences: [Bilingual] = []
        for part in set.parts {
            let reader = Self.reader(part, mayRun)
            layers.append(reader.layer)
            sentences += reader.problems.map { problem in
                Bilingual(
                    problem.sentence(in: .french, file: part.address),
                    problem.sentence(in: .english, file: part.address))
            }
        }
        sentences += LayeredSettings(layers, local: own).problems.map { problem in
            Bilingual(
                problem.sentence(in: .french, file: local.path), problem.sentence(in: .english, file: local.path))
        }
        return Array(sentences.prefix(Configuration.Limits.problems))
    }

    private func mayRunCommands(_ own: Settings, _ computer: SettingsLayer?) -> Bool {
        LayeredSettings(computer.map { [$0] } ?? [], local: own).settings.takesProvisionedCommands
    }

    /// - Throws: the first fault of the computer's file.
    private func computer() throws(ConfigurationFault) -> SettingsLayer? {
        do throws(ConfigurationProblem) {
            guard let contents = try FileContents(computerPath) else { return nil }
            let entries = try TOMLReading.entries(of: contents.text)
            let reader = LayerReader(entries, kind: .computer, isRemote: false, mayRunCommands: true)
            if let problem = reader.problems.first { throw problem }
            return reader.layer
        } catch { throw ConfigurationFault(file: computerPath, problem: error) }
    }

    private static func reader(_ part: ProvisionedSet.Part, _ mayRun: Bool) -> (
        layer: SettingsLayer, problems: [ConfigurationProblem]
    ) {
        do throws(ConfigurationProblem) {
            let entries = try TOMLReading.entries(of: part.text)
            let reader = LayerReader(entries, kind: part.kind, isRemote: true, mayRunCommands: mayRun)
            return (reader.layer, reader.problems)
        } catch {
            return (SettingsLayer(kind: part.kind, settings: Settings()), [error])
        }
    }
}

/// A problem, and the file that has it.
public struct ConfigurationFault: Error, Sendable, Equatable {
    public var file: String
    public var problem: ConfigurationProblem

    public func sentence(in language: SettingLanguage) -> String { problem.sentence(in: language, file: file) }
}
