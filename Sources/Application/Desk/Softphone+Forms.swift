import AgentDesk
import Configuration
import Services
import TerminalUI

/// Incident forms on this computer: which there are, what is typed in them, the files that they name.
extension Softphone {
    /// What the desk begins with.
    static func formDesk(_ options: ProgramOptions, _ language: SettingLanguage, _ drafts: DraftFile) -> FormDesk {
        let practice = options.isPractice ? [PracticeIncidents.form(language)] : []
        return FormDesk(forms: practice + options.formFolders.read().forms, drafts: drafts.read())
    }

    func carryOutForm(_ effect: Effect) {
        switch effect {
        case .submit(let record): submit(record)
        case .keepForms(let drafts):
            guard drafter.take(drafts) else { return }
            let drafter = drafter
            // Where too much waits for the disk a thread of its own does it.
            if !disk.run({ drafter.write() }) { BackgroundThread.run("drafts") { drafter.write() } }
        case .readFormFiles(let draft, let paths): read(paths, of: draft)
        default: return
        }
    }

    private func submit(_ record: IncidentRecord) {
        let language = options.speaks(settings)
        // Kept here alone it would seem sent: for practice only.
        guard options.isPractice else {
            // One of a form that names no server of the configuration would wait for ever.
            if settings.connectors.contains(where: { $0.name == record.connector }) {
                return outbox.submit(record)
            }
            let words = Bilingual(
                "il n'y a pas de connecteur « \(record.connector) »", "there is no connector \"\(record.connector)\"")
            return mailbox.post(.desk(.incident(record.id, .refused(words[language]))))
        }
        let (mailbox, incidents) = (mailbox, PracticeIncidents(folder: options.stateFolder, language: language))
        let isTaken = disk.run {
            for news in incidents.submit(record) { mailbox.post(.desk(.incident(record.id, news))) }
        }
        if !isTaken {
            let words = Bilingual("le disque est trop lent ; recommencez", "the disk is too slow; try again")
            mailbox.post(.desk(.incident(record.id, .refused(words[language]))))
        }
    }

    private func read(_ paths: [String: String], of draft: String) {
        let mailbox = mailbox
        let home = ProgramOptions.environment("HOME") ?? ""
        BackgroundThread.run("form-files") {
            var files: [String: Result<[UInt8], FieldFault>] = [:]
            for (key, path) in paths {
                files[key] = Result { () throws(FieldFault) in try FormFile.octets(path, home: home) }
            }
            mailbox.post(.desk(.formFiles(draft, files)))
        }
    }
}

extension ProgramOptions {
    var formFolders: FormFolders { FormFolders(beside: configurationFile, environment: Self.environment) }
}
