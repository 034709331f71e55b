import AgentDesk
import Configuration
import Control
import Glibc
import JSONText

/// `clairvoix open`: a link to call, put before the agent of the running softphone. It starts none: a link from a page must not open a
/// telephone that its agent has closed.
public enum LinkProposal {
    /// - Returns: the exit code: 0 where the agent was told.
    public static func run(link: String, _ options: ProgramOptions) throws(ProgramProblem) -> Int32 {
        let language = options.spokenBeforeSettings
        do {
            _ = try CallLink(parsing: link)
        } catch {
            throw ProgramProblem(words(error)[language])
        }
        let folder = ProgramOptions.environment("XDG_RUNTIME_DIR")
        guard let path = ControlSocket.path(folder: folder), let connection = ControlSocket.connect(path) else {
            throw ProgramProblem(
                Bilingual(
                    "Aucun Clairvoix ne tourne. Lancez-le avec : clairvoix ; puis suivez le lien de nouveau",
                    "No Clairvoix runs. Start it with: clairvoix; then follow the link again")[language], exitCode: 1)
        }
        close(connection)
        guard let answer = ControlClient.ask(.callPropose, ["to": .text(link)]) else {
            throw ProgramProblem(
                Bilingual("Clairvoix ne répond pas", "Clairvoix does not answer")[language], exitCode: 1)
        }
        if answer["result"]?["proposed"] == .boolean(true) { return 0 }
        let isFlood = answer["error"]?["data"]?["name"]?.text == "tooManyLinks"
        throw ProgramProblem(
            isFlood
                ? Bilingual(
                    "Trop de liens en une minute ; attendez un peu",
                    "Too many links within a minute; wait a little")[language]
                : answer["error"]?["message"]?.text ?? Bilingual("Lien refusé", "Link refused")[language], exitCode: 1)
    }

    /// Why it is no link, without a part of it.
    private static func words(_ fault: CallLink.Fault) -> Bilingual {
        switch fault {
        case .scheme:
            Bilingual(
                "Ce n'est pas un lien tel:, sip:, sips: ou callto:", "This is no tel:, sip:, sips: or callto: link")
        case .tooLong: Bilingual("Ce lien est trop long", "This link is too long")
        case .address:
            Bilingual(
                "Ce lien ne donne ni numéro ni adresse que l'on peut appeler",
                "This link gives no number and no address that can be called")
        }
    }
}
