@A27
Feature: The network and the server
  A fault is told once, with its remedy.

  Background:
    Given a blind agent
    And I am online

  @A27
  Scenario: The server falls silent
    When the server stops answering
    Then I hear "Offline" only once
    And the program is still running

  @A27
  Scenario: The line comes back
    When the network fails
    And the network returns
    Then I hear the earcon "Restored"
    And I am online

  @A27
  Scenario: The password refused
    When the server refuses the password
    Then I hear something containing "code"

  @A13
  Scenario: A key stops the voice
    When I press F3
    And I press Down
    Then the voice stops within 50 ms

  @A2
  Scenario: The headset unplugged
    Given a call in progress with Dupont
    When my headset is unplugged
    Then the screen shows "Headset"
    And the call with Dupont is in progress
    When my headset is plugged in again
    Then I hear the voice of Dupont
