# language: fr
@A5
Fonctionnalité: Recevoir un appel
  Le nom d'abord, vite, et une touche pour chaque geste.

  Contexte:
    Étant donné un agent aveugle
    Et que je suis en ligne

  @A5
  Scénario: Le nom de l'appelant
    Quand Dupont appelle
    Alors j'entends « Dupont » en moins de 400 ms
    Et le curseur est sur « Sonne Dupont »
    Et je suis sur la page « Appel entrant »

  @A5 @A18
  Scénario: Un numéro masqué
    Quand Dupont m'appelle en numéro masqué
    Alors j'entends « Masqué »
    Et je n'entends jamais « Dupont »

  @A7 @EN-5.9
  Plan du scénario: Décrocher par <touche>
    Quand Dupont appelle
    Et j'appuie sur <touche>
    Alors l'appel de Dupont est pris
    Et j'entends le signal « Pris »
    Et j'entends la voix de Dupont

    Exemples:
      | touche |
      | F4     |
      | d      |

  @A7
  Scénario: Refuser
    Quand Dupont appelle
    Et j'appuie sur F5
    Alors le programme répond 486
    Et le curseur revient à sa place

  @A22
  Scénario: Une touche frappée deux fois
    Quand Dupont appelle
    Et j'appuie deux fois sur F4 à 200 ms d'intervalle
    Alors l'appel de Dupont est pris
    Et le programme n'envoie aucun BYE

  @A6
  Scénario: Qui appelle
    Quand Dupont m'appelle du « 0476001122 »
    Et j'appuie sur F2
    Alors j'entends « Dupont » de nouveau
    Quand j'appuie sur F2
    Alors j'entends une phrase qui contient « 04 »

  @A5
  Scénario: L'appelant renonce
    Quand Dupont appelle
    Et Dupont renonce
    Alors j'entends « Manqué »
    Et je n'entends plus la sonnerie
    Et l'historique contient un appel manqué de Dupont
