@A27
Feature: The network and the server
  A fault is told once, with its remedy.

  Background:
    Given a blind agent

  @A12 @A27 @EN-11.3.3.1 @EN-11.3.3.3 @EN-11.4.1.3
  Scenario: The password refused
    Given the server refuses the password
    When the program starts
    Then I hear "Password refused" only once
    And the screen shows "password refused"

  @A27 @slow
  Scenario: The server silent, then back
    Given the server stops answering
    When the program starts
    Then I hear "Offline, server silent" within 45 s
    And I hear "Offline, server silent" only once
    And the screen shows "server silent"
    When the server answers again
    Then I hear "Ready, line Reception" within 60 s
    And the screen shows "ready"

  @A27 @slow @voice
  Scenario: The line lost, then restored
    # The loss shows when the registration is renewed.
    Given the setting "account.expires" is "60"
    And I am online
    When the server stops answering
    Then I hear "Offline, server silent" within 110 s
    When the server answers again
    Then I hear "Line restored" within 60 s
    And the screen shows "Line restored"

  @A27 @A30
  Scenario: A short break
    Given a call in progress with Dupont
    When the network fails for 2 s
    And I wait 3 s
    And Dupont speaks for 3 s
    Then I hear the voice of Dupont
    And the call with Dupont is answered

  @A27 @slow
  Scenario: The peer who is no longer heard
    Given my microphone hears a voice
    And a call in progress with Dupont
    When the network fails
    Then I hear "Nothing from Dupont" within 30 s
    When the network returns
    Then I hear "Dupont heard again"

  @A27
  Scenario: Losses, and the sound passes
    Given a call in progress with Dupont
    When the network loses 5% of packets
    And Dupont speaks for 4 s
    Then I hear the voice of Dupont
