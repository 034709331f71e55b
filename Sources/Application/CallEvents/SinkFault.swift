import Configuration

/// What went wrong with a program that is told of calls: of the program, never of the call.
enum SinkFault: Equatable {
    case notStarted(String, ChildFault)
    case failed(String, code: Int32)
    case tooSlow(String)
    /// Events were left out: the program is slower than calls come.
    case behind(String)
    /// A page was not opened: too many programs that open one have not ended.
    case tooManyPages

    var words: Bilingual {
        switch self {
        case .notStarted(let program, let fault):
            Bilingual(
                "Le programme \(program) ne démarre pas (\(fault.words)). Vérifiez hook.program, ou events.opener",
                "The program \(program) does not start (\(fault.words)). Check hook.program, or events.opener")
        case .failed(let program, let code):
            Bilingual("Le programme \(program) a échoué, code \(code)", "The program \(program) failed, code \(code)")
        case .tooSlow(let program):
            Bilingual(
                "Le programme \(program) a été arrêté : il dure plus de \(Limits.hookSeconds) secondes",
                "The program \(program) was stopped: it takes more than \(Limits.hookSeconds) seconds")
        case .behind(let program):
            Bilingual(
                "Le programme \(program) est trop lent : des appels lui manquent",
                "The program \(program) is too slow: it misses calls")
        case .tooManyPages:
            Bilingual(
                "Page non ouverte : trop de programmes en ouvrent déjà une",
                "Page not opened: too many programs are opening one")
        }
    }
}
