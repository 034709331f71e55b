import CALSA
import Glibc
import Media

/// Why ALSA could not do it, in its own words.
struct ALSAError: Error, Equatable {
    /// It gives no period.
    static let stuck = ALSAError(code: -ETIME)

    var code: Int32
    var reason: String { self == .stuck ? "no clock" : String(cString: snd_strerror(code)) }
}

/// One opened PCM: 48 kHz, 16 bits, in periods of about 10 ms, at most three of them queued. Never blocks for long: it
/// waits in steps of 100 ms, so that a stuck sound server cannot hold its thread.
struct ALSAStream: ~Copyable, @unchecked Sendable {
    enum Direction { case playback, capture }

    static let periodFrames = 480
    private let pcm: OpaquePointer
    private let direction: Direction

    init(name: String, direction: Direction) throws(ALSAError) {
        calsa_silence()
        var opened: OpaquePointer?
        let stream = direction == .playback ? SND_PCM_STREAM_PLAYBACK : SND_PCM_STREAM_CAPTURE
        var result = snd_pcm_open(&opened, name, stream, Int32(SND_PCM_NONBLOCK))
        guard result >= 0, let opened else { throw ALSAError(code: result) }
        result = snd_pcm_set_params(
            opened, SND_PCM_FORMAT_S16_LE, SND_PCM_ACCESS_RW_INTERLEAVED, direction == .playback ? 2 : 1, 48_000, 1,
            30_000)
        if result >= 0 { result = Self.setSoftware(opened, direction) }
        if result >= 0, direction == .capture { result = snd_pcm_start(opened) }
        guard result >= 0 else {
            snd_pcm_close(opened)
            throw ALSAError(code: result)
        }
        pcm = opened
        self.direction = direction
    }

    deinit { snd_pcm_close(pcm) }

    /// Playback starts as soon as two periods wait; the thread is woken for each period.
    private static func setSoftware(_ pcm: OpaquePointer, _ direction: Direction) -> Int32 {
        var parameters: OpaquePointer?
        guard snd_pcm_sw_params_malloc(&parameters) >= 0, let parameters else { return -ENOMEM }
        defer { snd_pcm_sw_params_free(parameters) }
        var result = snd_pcm_sw_params_current(pcm, parameters)
        let threshold = direction == .playback ? 2 * periodFrames : 1
        if result >= 0 { result = snd_pcm_sw_params_set_start_threshold(pcm, parameters, snd_pcm_uframes_t(threshold)) }
        if result >= 0 { result = snd_pcm_sw_params_set_avail_min(pcm, parameters, snd_pcm_uframes_t(periodFrames)) }
        return result >= 0 ? snd_pcm_sw_params(pcm, parameters) : result
    }

    /// Waits at most 100 ms for the device's clock. False: nothing moved.
    /// The descriptors of a sound server's plugin are not always signalled, so the room itself is asked for too.
    func wait() throws(ALSAError) -> Bool {
        for _ in 0..<10 {
            let result = snd_pcm_wait(pcm, 10)
            if result > 0 { return true }
            if result < 0 {
                try recover(result)
                return true
            }
            let available = snd_pcm_avail_update(pcm)
            if available < 0 {
                try recover(Int32(truncatingIfNeeded: available))
                return true
            }
            if available >= snd_pcm_sframes_t(Self.periodFrames) { return true }
            if snd_pcm_state(pcm) == SND_PCM_STATE_PREPARED { _ = snd_pcm_start(pcm) }
        }
        return false
    }

    /// Writes interleaved stereo. Returns the frames taken.
    func write(_ stereo: UnsafePointer<Int16>, frames: Int) throws(ALSAError) -> Int {
        try finish(snd_pcm_writei(pcm, stereo, snd_pcm_uframes_t(frames)))
    }

    /// Reads mono. Returns the frames given, 0 where none waits.
    func read(_ mono: UnsafeMutablePointer<Int16>, frames: Int) throws(ALSAError) -> Int {
        try finish(snd_pcm_readi(pcm, mono, snd_pcm_uframes_t(frames)))
    }

    private func finish(_ result: snd_pcm_sframes_t) throws(ALSAError) -> Int {
        if result >= 0 { return Int(result) }
        if result == -snd_pcm_sframes_t(EAGAIN) { return 0 }
        try recover(Int32(truncatingIfNeeded: result))
        return 0
    }

    /// An underrun, an overrun or a suspend is mended; anything else means that the device is gone.
    private func recover(_ code: Int32) throws(ALSAError) {
        guard code == -EPIPE || code == -ESTRPIPE || code == -EINTR else { throw ALSAError(code: code) }
        let result = snd_pcm_recover(pcm, code, 1)
        guard result >= 0 else { throw ALSAError(code: result) }
        if direction == .capture {
            let started = snd_pcm_start(pcm)
            guard started >= 0 else { throw ALSAError(code: started) }
        }
    }
}

/// The sound cards and plugins of this computer.
public enum ALSADevices {
    /// The names that `alsa:` takes, with ALSA's own description (first line), for one role.
    public static func list(_ role: DeviceRole) -> [(name: String, description: String)] {
        calsa_silence()
        var hints: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        guard snd_device_name_hint(-1, "pcm", &hints) >= 0, let hints else { return [] }
        defer { snd_device_name_free_hint(hints) }
        var found: [(name: String, description: String)] = []
        var next = hints
        while let hint = next.pointee, found.count < Limits.listedDevices {
            next += 1
            let direction = text(hint, "IOID")
            let wanted = role == .microphone ? "Input" : "Output"
            guard let name = text(hint, "NAME"), direction == nil || direction == wanted
            else { continue }
            let description = text(hint, "DESC")?.split(separator: "\n").first.map(String.init) ?? ""
            found.append((name, description))
        }
        return found
    }

    private static func text(_ hint: UnsafeMutableRawPointer, _ key: String) -> String? {
        guard let value = snd_device_name_get_hint(hint, key) else { return nil }
        defer { free(value) }
        return String(cString: value)
    }
}
