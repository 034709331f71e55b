/// One number of the practice line, for the Dial page.
public struct PracticeEntry: Sendable, Equatable {
    /// What it does when it is called.
    public enum Behaviour: String, Sendable, Equatable, CaseIterable {
        case echo, welcome, ringBack, busy, refuse, silent, tenSeconds
    }

    /// What is dialled: the user part of the address.
    public let user: String
    public let frenchName: String
    public let englishName: String
    public let behaviour: Behaviour
    /// Who calls, where this number calls the agent back: the part of the name before the first comma.
    var displayName: String { String(frenchName.prefix { $0 != "," }) }

    init(_ behaviour: Behaviour, user: String, french: String, english: String) {
        self.behaviour = behaviour
        self.user = user
        frenchName = french
        englishName = english
    }

    /// Every number, the most useful for a first call first.
    public static let all: [PracticeEntry] = [
        PracticeEntry(
            .echo, user: "echo", french: "Écho, répète ce que vous dites", english: "Echo, repeats what you say"),
        PracticeEntry(
            .welcome, user: "accueil", french: "Accueil, un message de bienvenue", english: "Welcome message"),
        PracticeEntry(
            .ringBack, user: "rappel", french: "Rappel, raccroche et vous rappelle après 3 secondes",
            english: "Ring back, hangs up and calls you after 3 seconds"),
        PracticeEntry(.busy, user: "occupe", french: "Occupé", english: "Busy"),
        PracticeEntry(.refuse, user: "refuse", french: "Refuse l'appel", english: "Refuses the call"),
        PracticeEntry(.silent, user: "muet", french: "Ne répond jamais", english: "Never answers"),
        PracticeEntry(
            .tenSeconds, user: "dix", french: "Raccroche après 10 secondes", english: "Hangs up after 10 seconds"),
    ]
}
