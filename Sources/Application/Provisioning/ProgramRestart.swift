import Glibc

/// The program in the place of itself, with the same command line: settings of accounts hold from a start on.
enum ProgramRestart {
    /// Returns only where the system refuses.
    static func now() {
        var arguments: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) } + [nil]
        execv("/proc/self/exe", &arguments)
        for argument in arguments { free(argument) }
    }
}
