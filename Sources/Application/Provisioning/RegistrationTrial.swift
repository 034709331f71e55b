import CLinux
import CallEngine
import Configuration
import Glibc
import Media
import Services
import Time
import Transport

/// Registers for real with settings that are not in use, for a moment: what a line says of the network, whatever is wrong with others.
enum RegistrationTrial {
    /// Blocks for `Limits.registrationTrialSeconds` at most: not on the main loop.
    static func registers(_ settings: Settings) -> Bool {
        let mailbox = Mailbox<EngineEvent>()
        guard let engine = try? EngineSettings(settings),
            let media = try? MediaLoop(endpoint: .internal { _ in .silence })
        else { return false }
        defer { media.stop() }
        guard
            let agent = try? UserAgent.start(
                settings: engine, media: media, options: UserAgentOptions(dnsServers: settings.dnsServers),
                onEvent: { event, _ in mailbox.post(event) })
        else { return false }
        defer { agent.shutDown() }
        let isRegistered = wait(mailbox, seconds: Limits.registrationTrialSeconds) {
            if case .accountChanged(_, .registered) = $0 { true } else { false }
        }
        agent.perform(.shutDown)
        _ = wait(mailbox, seconds: Limits.shutDownSeconds) { $0 == .shutDownFinished }
        return isRegistered
    }

    private static func wait(_ mailbox: Mailbox<EngineEvent>, seconds: Int, _ isIt: (EngineEvent) -> Bool) -> Bool {
        let end = Instant.now + .seconds(seconds)
        while end > .now {
            var waiting = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
            _ = clinux_ppoll(&waiting, 1, end.nanosecondsFromNow)
            for event in mailbox.collect() where isIt(event) { return true }
        }
        return false
    }
}
