import Configuration
import Services

/// The dry run of a fleet's layers, and the import of another softphone's settings.
extension ConfigurationCheck {
    /// Layers of files, or of a server: what is wrong in them, what they lock, and what of the agent's file they put out of force.
    static func checkLayers(
        _ request: Request, _ options: ProgramOptions, _ language: SettingLanguage
    ) throws(ProgramProblem) {
        let layered = options.layered
        var set = layered.record.state().held
        if let url = request.provisioning {
            let fetch: ProvisioningFetch
            do throws(ConfigurationFault) {
                fetch = ProvisioningFetch(
                    url, try layered.settingsOfThisComputer(), environment: ProgramOptions.environment)
            } catch { throw ProgramProblem(error.sentence(in: language)) }
            do throws(ProvisioningProblem) { set = try LinphoneSource.converted(try fetch.set(known: nil)) } catch {
                throw ProgramProblem(error.words[language])
            }
        } else if !request.layers.isEmpty {
            set = try files(request.layers, language)
        }
        guard let set else { return }
        let problems = layered.problems(of: set)
        if !problems.isEmpty { throw ProgramProblem(problems.map { $0[language] }.joined(separator: "\n")) }
        let merged: LayeredSettings
        do { merged = try layered.settings(with: set) } catch {
            throw ProgramProblem(error.sentence(in: language))
        }
        for part in set.parts {
            let good = Bilingual(
                "\(part.kind.rawValue), \(part.address) : bon", "\(part.kind.rawValue), \(part.address): good")
            print(good[language])
        }
        for note in merged.overruled { print(note.words[language]) }
    }

    private static func files(
        _ named: [String], _ language: SettingLanguage
    ) throws(ProgramProblem) -> ProvisionedSet {
        var parts: [ProvisionedSet.Part] = []
        for name in named {
            let halves = name.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2, let kind = LayerKind(rawValue: halves[0]), kind != .local, kind != .computer else {
                throw ProgramProblem(
                    Bilingual(
                        "« \(name) » : écrivez organisation, site, role ou agent, puis = et le fichier",
                        "\"\(name)\": write organisation, site, role or agent, then = and the file")[language])
            }
            let octets = try FileText.octets(halves[1], atMost: Services.Limits.layerOctets, in: language)
            parts.append(
                ProvisionedSet.Part(
                    kind: kind, address: halves[1], tag: nil, text: String(decoding: octets, as: UTF8.self)))
        }
        do { return try LinphoneSource.converted(ProvisionedSet(parts: parts)) } catch {
            throw ProgramProblem(error.words[language])
        }
    }

    /// Our settings on the standard output, and on the error output a line for each entry of theirs.
    static func importLinphone(
        _ source: String?, _ options: ProgramOptions, _ language: SettingLanguage
    ) throws(ProgramProblem) -> Int32 {
        guard let source else {
            throw ProgramProblem(
                Bilingual(
                    "Que faut-il importer ? clairvoix config import-linphone FICHIER",
                    "What is to be imported? clairvoix config import-linphone FILE")[language])
        }
        guard let theirs = LinphoneSource.sections(of: try text(source, options, language)) else {
            throw ProgramProblem(
                Bilingual(
                    "\(source) n'a pas la forme des réglages de Linphone",
                    "\(source) does not look like Linphone's settings")[language])
        }
        let ours = LinphoneImport(theirs)
        print(ours.text, terminator: "")
        for line in ours.report {
            let verdict = line.isTaken ? Bilingual("pris", "taken") : Bilingual("pas pris", "not taken")
            let colon = Bilingual(" : ", ": ")[language]
            ErrorOutput.write(line.entry + colon + verdict[language] + colon + line.words[language])
        }
        return 0
    }

    private static func text(
        _ source: String, _ options: ProgramOptions, _ language: SettingLanguage
    ) throws(ProgramProblem) -> String {
        guard source.contains("://") else {
            let octets = try FileText.octets(source, atMost: Limits.linphoneOctets, in: language)
            return String(decoding: octets, as: UTF8.self)
        }
        let settings: Settings
        do { settings = try options.layered.settingsOfThisComputer() } catch {
            throw ProgramProblem(error.sentence(in: language))
        }
        let fetch = ProvisioningFetch(source, settings, environment: ProgramOptions.environment)
        do { return try fetch.set(known: nil).parts.first?.text ?? "" } catch {
            throw ProgramProblem(error.words[language])
        }
    }
}
