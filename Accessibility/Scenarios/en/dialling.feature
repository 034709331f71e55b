@A7
Feature: Calling
  What becomes of the call is told in a few words.

  Background:
    Given a blind agent

  @A7 @G9 @EN-6.2.1.1 @EN41-6.2.1.3 @fast
  Scenario: The other answers
    Given a peer Martin who answers after 2 s
    When I call "martin"
    Then the INVITE contains "m=text"
    And I hear something containing "Ringing"
    And I hear the earcon "Connected"
    And I hear the voice of Martin

  @A27 @EN-11.4.1.3
  Scenario: Busy
    Given a peer Martin who is busy
    When I call "martin"
    Then I hear "Martin busy"
    And the program is still running

  @A27 @EN-11.4.1.3
  Scenario: Declined
    Given a peer Martin who declines
    When I call "martin"
    Then I hear "Martin refused"

  @A27 @EN-11.3.3.1 @EN-11.3.3.3 @EN-5.1.3.15
  Scenario: A number that does not exist
    When I call "0499999999"
    Then I hear "Unknown number"
    And the screen shows "Unknown number"
    When I press Enter
    Then the field "Number" contains "0499999999"

  @A7 @A22
  Scenario: Cancelling before the answer
    Given a peer Martin who does not answer
    When I call "martin"
    Then I hear something containing "Ringing"
    When I hang up
    Then the program sends a CANCEL within 1 s
    And I hear "Call cancelled"

  @EN-11.3.2.1 @EN-11.3.2.2
  Scenario: Moving and typing call nobody
    When I press Down 3 times
    Then I am still on the page "Home"
    When I open the page "Dial"
    And I type "martin"
    Then the field "Number" contains "martin"
    And I am still on the page "Dial"
    And the program sends no INVITE
