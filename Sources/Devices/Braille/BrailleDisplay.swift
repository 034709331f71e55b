import CLinux
import Glibc

/// Messages on the braille display, through BRLTTY's server of this computer (BrlAPI): a display that follows the cursor does not
/// read a new line elsewhere, so an event is shown there for some seconds, and then the screen is read as before (BRLTTY shows it
/// with its next look at it: when it changes, or with the next key). No key of the display is ever taken.
///
/// A thread of its own does it all; nobody waits for the server. Where there is none, or no library, nothing is shown.
public final class BrailleDisplay: Sendable {
    private let mail: BrailleMail
    /// Nil where it is off.
    private let thread: DeviceThread?

    /// - Parameter isOn: false: nothing is connected or shown.
    public convenience init(isOn: Bool) { self.init(isOn: isOn, at: BraillePlace()) }

    init(isOn: Bool, at place: BraillePlace) {
        let mail = BrailleMail()
        self.mail = mail
        thread = isOn ? DeviceThread(name: "braille") { BrailleThread(mail, place).run() } : nil
    }

    /// Whether a display is connected.
    public var isThere: Bool { (cells ?? 0) > 0 }

    /// The cells of the display; nil where there is no server, 0 where it has no display.
    public var cells: Int? { mail.cells }

    /// Shows a text in place of the one before, cut to the display's cells. Returns at once. Where no display is there it is
    /// forgotten.
    public func show(_ text: String) {
        guard thread != nil, !text.isEmpty else { return }
        mail.post(text)
    }

    /// Takes away what stands, and what waits to be shown: the screen is read again. Returns at once.
    public func clear() {
        guard thread != nil else { return }
        mail.clear()
    }

    /// Gives the display back and ends; a server that does not answer is not waited for.
    public func stop() {
        guard let thread, thread.isRunning else { return }
        if mail.end() { thread.join() } else { thread.detach() }
    }
}

/// Where the braille server is, and how long things take.
struct BraillePlace: Sendable {
    var library = "libbrlapi.so.0.8"
    /// Nil: BRLAPI_HOST, or the server of this computer.
    var host: String?
    /// Nil: BRLAPI_AUTH, or the key of this computer.
    var authentication: String?
    var messageMilliseconds = Limits.brailleMilliseconds
    var retryMilliseconds = Limits.brailleRetryMilliseconds
}
