import Application
import ArgumentParser

extension ProgramOptions.ScreenKind: ExpressibleByArgument {}
extension ProgramOptions.SpeechKind: ExpressibleByArgument {}

/// The options of every subcommand that reads the configuration.
struct SharedOptions: ParsableArguments {
    @Option(help: "The configuration file.") var config: String?
    @Option(help: "The computer's own configuration file, beneath it: /etc/clairvoix/config.toml.")
    var computerConfig: String?
    @Option(help: "The folder of what the program keeps: its instance for registrars.") var state: String?
    @Option(help: "fr or en.") var language: String?
    @Option(help: "Microphone: alsa:NAME, wav:PATH, tone:HZ, burst:HZ, silence: or null:.") var microphone: String?
    @Option(help: "Headset: alsa:NAME, wav:PATH or null:.") var headset: String?
    @Option(help: "A file for every input of the engine.") var trace: String?
    @Option(help: "Runs the inputs of a trace again, in virtual time, and prints what the engine does.") var replay:
        String?

    var program: ProgramOptions {
        var options = ProgramOptions()
        options.config = config
        options.computer = computerConfig
        options.state = state
        options.language = language
        options.microphone = microphone
        options.headset = headset
        options.trace = trace
        return options
    }
}

/// The options of screen and voice. `headless` takes them too, so that one command line serves both; it has neither.
struct InterfaceOptions: ParsableArguments {
    @Option(help: "curses, or lines for a terminal that cannot move its cursor.") var screen: ProgramOptions.ScreenKind?
    @Option(help: "espeak, speech-dispatcher or none.") var speech: ProgramOptions.SpeechKind?
    @Option(help: "A file for every utterance, a JSON line each.") var transcript: String?
}
