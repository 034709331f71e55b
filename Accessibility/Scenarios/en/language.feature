@EN-5.1.3.14
Feature: The language
  The voice speaks the language of the screen.

  Background:
    Given a blind agent

  @EN-5.1.3.14 @EN-11.3.1.1 @fast
  Scenario: The program's language
    When I ask where I am
    Then I hear something containing "Home, Dial, d" in English
    And line 1 shows "Home"

  @EN-5.1.3.14 @EN-11.3.1.1
  Scenario: The other language
    Given the program is in French
    When I ask where I am
    Then I hear something containing "Accueil, Composer, c" in French

  @EN-5.1.3.14
  Scenario: Changing the language
    When I ask for the command "Language"
    Then I hear "Français" in French
    And line 1 shows "Accueil"
