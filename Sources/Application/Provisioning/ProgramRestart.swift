import Configuration
import Glibc

/// The program in the place of itself, with the same command line: settings of accounts hold from a start on.
enum ProgramRestart {
    /// What is said before: it comes by itself.
    static let notice = Bilingual(
        "Anciens réglages repris : redémarrage dès que rien n'est en cours",
        "Old settings again: restarting as soon as nothing is under way")

    /// Returns only where the system refuses: with what is then to be said.
    static func now(_ language: SettingLanguage) -> ProgramProblem {
        var arguments: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) } + [nil]
        execv("/proc/self/exe", &arguments)
        let words = String(cString: strerror(errno))
        for argument in arguments { free(argument) }
        return ProgramProblem(
            Bilingual(
                "Les anciens réglages valent de nouveau, mais Clairvoix ne redémarre pas seul (\(words)). Relancez-le.",
                "The old settings hold again, but Clairvoix does not start anew by itself (\(words)). Start it again.")[
                    language])
    }
}
