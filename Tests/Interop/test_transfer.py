"""Transfers between the softphone, baresip and linphonec through Kamailio, on loopback: each in every role that it can play.

The softphone is      blind                                                     attended
transferor            transferee and target: baresip, linphonec (4)             linphonec to both, baresip to baresip (3)
transferee            transferor and target: baresip, linphonec (4)             transferor: linphonec; target: both (2)
target                transferor and transferee: baresip, linphonec (4)         transferor and transferee: linphonec (1)

What a peer cannot play:
- baresip 1.0 does not begin an attended transfer: of all commands of its menu only `transfer` sends REFER, and it takes an address
  (modules/menu/menu.c, call_xfer). Replaces stands nowhere in its sources: as the target it takes the call as a new one.
- baresip 1.0 does not follow an attended transfer to anybody but another baresip: src/ua.c hands the value of Refer-To on as a
  format (`ua_event(ua, UA_EVENT_CALL_TRANSFER, call, str)`), so it is cut at the first "%", and there is one in each that holds
  Replaces. What it sends is "INVITE <sip:alice@127.0.0.1?Replaces=u6wqwv7tIi SIP/2.0": Kamailio drops it, linphonec too.
- baresip 1.0 knows no Referred-By, neither as who transfers nor as who is transferred: who sent the call is told with linphonec alone.
- No peer asks its user before it follows a REFER: that a transferee declines is a test of the softphone's own role alone.
- linphonec begins the call to the target only while it holds the first one ("Terminate or hold on the current call first").
"""
import time, unittest

from rig_case import RigCase, setUpModule, tearDownModule
from peerlib import Baresip, Linphone
from softphone import account, audio

ADDRESS = "sip:%s@127.0.0.1:5160"


class Transfers(RigCase):

    def phone(self, user="alice"):
        """A softphone of ours, registered."""
        config = 'language = "fr"\n' + account(user) + audio()
        return self.registered(config, "." + user)

    def peer(self, kind, user):
        """A peer that answers by itself."""
        return super().peer(kind, user, self.ports())

    def talk(self, phone, to):
        call = phone.ask("call.dial", to=to)["call"]
        phone.wait("call.changed", call=call, state="active")
        return call

    def until(self, linphone, wanted, timeout=15):
        """Waits until linphonec has these calls: who, and in which state."""
        end = time.time() + timeout
        while True:
            told = [(user.split("-0x")[0], state) for _, user, state in linphone.calls()]      # of baresip's Contact
            if sorted(told) == sorted(wanted): return
            if time.time() > end: self.fail("%s has %s, not %s" % (linphone.name, told, wanted))
            time.sleep(0.1)

    def up(self, peer, *users, held=(), timeout=15):
        """Waits until the peer talks with these, and has no other call. baresip tells how many calls it has, not with whom."""
        if isinstance(peer, Linphone):
            return self.until(peer, [(user, "StreamsRunning") for user in users] + [(user, "Paused") for user in held], timeout)
        end = time.time() + timeout
        while True:
            kinds = [e.get("type") for e in peer.events]
            if kinds.count("CALL_ESTABLISHED") - kinds.count("CALL_CLOSED") == len(users): return
            if time.time() > end: self.fail("%s talks not with %s: %s" % (peer.name, users, kinds))
            time.sleep(0.1)

    def only(self, phone, user):
        """Waits until one call is left, with this user, and active."""
        end = time.time() + 20
        while True:
            calls = [(c["remote"]["number"], c["state"]) for c in phone.ask("call.list")["calls"]]
            if calls == [(user, "active")]: return
            self.assertLess(time.time(), end, calls)
            time.sleep(0.1)

    def consult(self, bob, other):
        """linphonec holds its call and makes another."""
        first = bob.calls()[0]
        bob.hold()
        bob.wait("Call %d with .* is now paused" % first[0], 10, 0)
        bob.call(ADDRESS % other)

    def join(self, bob, first, second):
        """linphonec joins two of its calls: the first goes to where the second is."""
        self.up(bob, second, held=[first])
        number = {user: number for number, user, _ in bob.calls()}
        bob.cmd("transfer %d --to-call %d" % (number[first], number[second]))

    def leave(self, peer):
        """Who transferred a call goes. linphonec tells that it may, and leaves it to its user; baresip goes by itself."""
        if isinstance(peer, Linphone):
            peer.wait("has been transfered", 15, 0)
            peer.cmd("terminate all")
        self.up(peer)


class Transferor(Transfers):
    """The softphone transfers, the peers are transferred and transferred to."""

    def blind(self, transferee, target):
        bob, carol = self.peer(transferee, "bob"), self.peer(target, "carol")
        phone = self.phone()
        call = self.talk(phone, "bob")
        phone.ask("call.transfer", call=call, to="carol")
        phone.wait("call.changed", call=call, state="held")
        phone.wait("call.transfer", call=call, state="requested")
        phone.wait("call.transfer", call=call, state="done", timeout=20)
        phone.wait("call.ended", call=call)
        self.up(bob, "carol")
        self.up(carol, "bob")
        self.assertEqual(phone.ask("call.list")["calls"], [])

    def test_blind_baresip_to_baresip(self): self.blind(Baresip, Baresip)
    def test_blind_linphone_to_baresip(self): self.blind(Linphone, Baresip)
    def test_blind_baresip_to_linphone(self): self.blind(Baresip, Linphone)
    def test_blind_linphone_to_linphone(self): self.blind(Linphone, Linphone)

    def refused(self, transferee):
        bob = self.peer(transferee, "bob")
        phone = self.phone()
        call = self.talk(phone, "bob")
        phone.ask("call.transfer", call=call, to="code486")
        told = phone.wait("call.transfer", call=call, state="failed", timeout=20)
        self.assertEqual(told.get("sipStatus"), 486)
        self.assertEqual([c["state"] for c in phone.ask("call.list")["calls"]], ["held"])
        # linphonec paused the call itself while it tried the target, and resumes it at this very moment: two resumes at once
        # are a glare (491), after which it does not try again. No person is as quick as the script.
        if transferee is Linphone: self.until(bob, [("alice", "PausedByRemote")])
        phone.ask("call.resume", call=call)
        phone.wait("call.changed", call=call, state="active")

    def test_a_target_that_refuses_baresip(self): self.refused(Baresip)
    def test_a_target_that_refuses_linphone(self): self.refused(Linphone)

    def attended(self, transferee, target):
        bob, carol = self.peer(transferee, "bob"), self.peer(target, "carol")
        phone = self.phone()
        first = self.talk(phone, "bob")
        second = self.talk(phone, "carol")
        phone.ask("call.attendedTransfer", call=first, **{"with": second})
        phone.wait("call.transfer", call=first, state="done", timeout=20)
        self.up(bob, "carol")
        self.up(carol, "bob")
        end = time.time() + 10
        while phone.ask("call.list")["calls"] and time.time() < end: time.sleep(0.1)
        self.assertEqual(phone.ask("call.list")["calls"], [])

    def test_attended_linphone_to_linphone(self): self.attended(Linphone, Linphone)
    def test_attended_linphone_to_baresip(self): self.attended(Linphone, Baresip)
    def test_attended_baresip_to_baresip(self): self.attended(Baresip, Baresip)


class Transferee(Transfers):
    """A peer transfers, the softphone is asked and follows."""

    def asked(self, transferor, target=Baresip):
        """bob, who is called by the softphone, asks that it call carol."""
        bob, carol = self.peer(transferor, "bob"), self.peer(target, "carol")
        phone = self.phone()
        call = self.talk(phone, "bob")
        bob.transfer(ADDRESS % "carol")
        asked = phone.wait("call.transferRequested", call=call, timeout=15)
        self.assertEqual(asked["to"]["number"], "carol")
        self.assertEqual(phone.count("call.changed", state="dialing"), 1)      # nothing is dialled before the word
        return bob, carol, phone, call

    def blind(self, transferor, target):
        bob, carol, phone, call = self.asked(transferor, target)
        phone.answer_transfer(call)
        self.up(carol, "alice")
        self.leave(bob)
        phone.wait_any("call.ended", call=call, cause="endedByPeer", timeout=20)
        self.only(phone, "carol")

    def test_blind_from_baresip_to_baresip(self): self.blind(Baresip, Baresip)
    def test_blind_from_linphone_to_baresip(self): self.blind(Linphone, Baresip)
    def test_blind_from_baresip_to_linphone(self): self.blind(Baresip, Linphone)
    def test_blind_from_linphone_to_linphone(self): self.blind(Linphone, Linphone)

    def attended(self, target):
        """bob has alice on hold, talks with carol, and joins the two: alice's call takes the place of bob's with carol."""
        bob, carol = self.peer(Linphone, "bob"), self.peer(target, "carol")
        phone = self.phone()
        first = self.talk(phone, "bob")
        self.consult(bob, "carol")
        phone.wait("call.changed", call=first, state="heldByPeer")
        self.up(carol, "bob")
        self.join(bob, "alice", "carol")
        asked = phone.wait("call.transferRequested", call=first, timeout=15)
        self.assertEqual(asked["to"]["number"], "carol")
        phone.answer_transfer(first)
        self.leave(bob)
        phone.wait_any("call.ended", call=first, timeout=20)
        self.only(phone, "carol")
        self.up(carol, "alice")

    def test_attended_from_linphone_to_linphone(self): self.attended(Linphone)
    def test_attended_from_linphone_to_baresip(self): self.attended(Baresip)

    def declined(self, transferor):
        """The peer is told, and nobody is called. baresip 1.0 then ends its call, linphonec goes on with it."""
        bob, _, phone, call = self.asked(transferor)
        phone.answer_transfer(call, False)
        if isinstance(bob, Baresip): phone.wait("call.ended", call=call, cause="endedByPeer")
        time.sleep(1)
        left = [] if isinstance(bob, Baresip) else [call]
        self.assertEqual([c["call"] for c in phone.ask("call.list")["calls"]], left)
        self.assertEqual(phone.count("call.changed", state="dialing"), 1)

    def test_declined_to_baresip(self): self.declined(Baresip)
    def test_declined_to_linphone(self): self.declined(Linphone)


class Target(Transfers):
    """A peer transfers another peer to the softphone."""

    def meet(self, transferor, transferee):
        """bob talks with carol; the softphone is alice."""
        bob, carol = self.peer(transferor, "bob"), self.peer(transferee, "carol")
        phone = self.phone()
        bob.call(ADDRESS % "carol")
        self.up(bob, "carol")
        self.up(carol, "bob")
        time.sleep(0.5)      # linphonec refuses most things in the first moments of a call
        return bob, carol, phone

    def blind(self, transferor, transferee):
        bob, carol, phone = self.meet(transferor, transferee)
        bob.transfer(ADDRESS % "alice")
        ringing = self.rings(phone, bob, carol)
        phone.answer(ringing["call"])
        phone.wait("call.changed", call=ringing["call"], state="active")
        self.leave(bob)
        self.up(carol, "alice")
        self.only(phone, "carol")

    def rings(self, phone, bob, carol):
        """It rings with carol's name and, where bob and she tell it, that of who sent her."""
        ringing = phone.wait("call.incoming", timeout=20)
        self.assertEqual(ringing["remote"]["number"], "carol")
        sender = ringing.get("referredBy")
        self.assertEqual(sender and sender["number"], "bob" if isinstance(bob, Linphone) and isinstance(carol, Linphone) else None)
        return ringing

    def test_blind_from_baresip_of_baresip(self): self.blind(Baresip, Baresip)
    def test_blind_from_baresip_of_linphone(self): self.blind(Baresip, Linphone)
    def test_blind_from_linphone_of_baresip(self): self.blind(Linphone, Baresip)
    def test_blind_from_linphone_of_linphone(self): self.blind(Linphone, Linphone)

    def test_attended_from_linphone_of_linphone(self):
        """bob has carol on hold, talks with alice, and joins the two: an INVITE with Replaces comes, and carol takes bob's place
        without ringing. bob's call goes without a word of its own."""
        bob, carol, phone = self.meet(Linphone, Linphone)
        self.consult(bob, "alice")
        first = phone.wait("call.incoming")["call"]
        phone.answer(first)
        phone.wait("call.changed", call=first, state="active")
        self.join(bob, "carol", "alice")
        replaced = phone.wait("call.replaced", call=first, timeout=20)["by"]
        self.assertEqual((replaced["remote"]["number"], replaced["state"], replaced["referredBy"]["number"]), ("carol", "active", "bob"))
        self.leave(bob)
        self.up(carol, "alice")
        self.only(phone, "carol")
        self.assertEqual((phone.count("call.incoming"), phone.count("call.ended")), (1, 0))


class Conference(Transfers):
    def test_three_parties(self):
        bob, carol = self.peer(Baresip, "bob"), self.peer(Linphone, "carol")
        phone = self.phone()
        calls = [self.talk(phone, "bob"), self.talk(phone, "carol")]
        phone.ask("conference.join", calls=calls)
        phone.wait("conference.changed", calls=calls)
        end = time.time() + 10
        while time.time() < end:
            states = [(c["state"], c["conference"]) for c in phone.ask("call.list")["calls"]]
            if states == [("active", True)] * 2: break
            time.sleep(0.1)
        self.assertEqual(states, [("active", True)] * 2)
        phone.ask("conference.leave", call=calls[0])
        phone.wait("conference.changed", calls=[])
        bob.cmd("hangup")
        phone.wait("call.ended", call=calls[0], cause="endedByPeer")
        self.assertEqual([(c["state"], c["conference"]) for c in phone.ask("call.list")["calls"]], [("active", False)])


if __name__ == "__main__":
    unittest.main()
