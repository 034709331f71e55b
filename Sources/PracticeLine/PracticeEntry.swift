import CallEngine

/// One number of the practice line, for the Dial page.
public struct PracticeEntry: Sendable, Equatable {
    /// What it does when it is called.
    public enum Behaviour: String, Sendable, Equatable, CaseIterable {
        case echo, welcome, ringBack, busy, refuse, silent, tenSeconds
    }

    /// What is dialled: the user part of the address.
    public let user: String
    /// Short, because it is said in every phrase of a call.
    public let frenchName: String
    public let englishName: String
    public let behaviour: Behaviour
    /// Who calls, where this number calls the agent back.
    func displayName(isFrench: Bool) -> String { isFrench ? frenchName : englishName }

    init(_ behaviour: Behaviour, user: String, french: String, english: String) {
        self.behaviour = behaviour
        self.user = user
        frenchName = french
        englishName = english
    }

    /// Where all of them are.
    static let host = "127.0.0.1"

    /// Whether somebody is one of the far ends, and no namesake elsewhere: nothing is called that a transfer names besides.
    /// - Parameter port: where they are.
    static func isFarEnd(_ party: Party, at port: UInt16) -> Bool {
        all.contains { entry in
            let place = "sip:\(entry.user)@\(host)"
            return party.address == place || party.address == "\(place):\(port)"
        }
    }

    /// Every number, the most useful for a first call first.
    public static let all: [PracticeEntry] = [
        PracticeEntry(.echo, user: "echo", french: "Écho", english: "Echo"),
        PracticeEntry(.welcome, user: "accueil", french: "Message d'accueil", english: "Welcome message"),
        PracticeEntry(.ringBack, user: "rappel", french: "Rappel dans 3 secondes", english: "Calls back in 3 seconds"),
        PracticeEntry(.busy, user: "occupe", french: "Ligne occupée", english: "Busy line"),
        PracticeEntry(.refuse, user: "refuse", french: "Refus", english: "Refusal"),
        PracticeEntry(.silent, user: "muet", french: "Sans réponse", english: "No answer"),
        PracticeEntry(.tenSeconds, user: "dix", french: "Fin après 10 secondes", english: "Ends after 10 seconds"),
    ]
}
