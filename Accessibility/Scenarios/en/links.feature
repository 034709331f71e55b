@A7
Feature: Links to call
  A link of a page is proposed; the agent alone calls.

  Background:
    Given a blind agent

  @A7 @EN-11.3.2.1 @fast
  Scenario: A link is proposed, then called
    Given a peer "0476001122" who does not answer
    And I am online
    When the link "tel:04-76-00-11-22" is opened
    Then I hear something containing "Link to"
    And I am on the page "Link to call"
    And the cursor is on "Call"
    And the program sends no INVITE
    When I press Enter
    Then the call with "0476001122" is ringing

  @A7 @A22
  Scenario: A link is declined
    Given I am online
    When the link "tel:0476001122" is opened
    Then I hear something containing "Link to"
    When I press Backspace
    Then I am on the page "Home"
    When I press F11 then x then Enter
    Then I am on the page "Link to call"
    When I press End
    And I press Enter
    Then I hear something containing "Link declined"
    And I am on the page "Home"
    And the program sends no INVITE

  @A7 @A21 @EN-11.2.2.1
  Scenario: A link during a call does not disturb
    Given a call in progress with Dupont
    When I press "n"
    And I type "callb"
    And the link "tel:0476001122" is opened
    Then I hear something containing "Link to"
    And the cursor is on "New note"
    And the call with Dupont is answered
    And the program sends no INVITE
    When I type "ack"
    And I press Enter
    Then the note of the call with Dupont contains "callback"
